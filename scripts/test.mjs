// Installs, builds, checks and tests. Arguments: any of unit, integration, e2e (default: all), and
// --grep PATTERN, which runs only the tests whose title matches and leaves out the checks.
import { ensureDependencies } from './lib/npm.mjs';
import { endEverything, onInterrupt } from './lib/processes.mjs';
import { addUp, exitCode, failedCheck, printSummary } from './lib/results.mjs';

onInterrupt();
const { suites, grep } = parse(process.argv.slice(2));
if (grep) process.env.TOKENSCOPE_GREP = grep;

await ensureDependencies();
// Loaded late, since they need what the line above installs.
const { checks, suiteRunners } = await import('./lib/suites.mjs');

const all = [];
const built = await section('build', checks.build);
if (!grep && suites.length === Object.keys(suiteRunners).length) {
  await section('lint', checks.lint);
  await section('typecheck', checks.typecheck);
  await section('format', checks.format);
  if (built) await section('views', checks.views);
}
if (built) for (const suite of suites) await section(suite, suiteRunners[suite]);

const stragglers = await endEverything();
if (stragglers.length > 0) {
  console.log(`\nProcesses left behind:\n  ${stragglers.join('\n  ')}`);
  all.push(failedCheck('no process left behind'));
}
const total = addUp(all);
printSummary(total);
process.exitCode = exitCode(total);

/** Runs one part; what it throws counts as a failure of that part. */
async function section(title, part) {
  console.log(`\n── ${title} ──`);
  const began = performance.now();
  try {
    const results = await part();
    if (results) all.push(results);
    console.log(`── ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    all.push(failedCheck(title));
    return false;
  }
}

function parse(args) {
  const known = ['unit', 'integration', 'e2e'];
  const at = args.indexOf('--grep');
  const grep = at >= 0 ? args[at + 1] : undefined;
  const named = at >= 0 ? args.toSpliced(at, 2) : args;
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Known suites: ${known.join(', ')}`);
    process.exit(2);
  }
  return { suites: named.length > 0 ? named : known, grep };
}
