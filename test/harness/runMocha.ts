import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type Mocha from 'mocha';
import './fixedSeed';

/** What a run of mocha tells the scripts: the shape of the file named in TOKENSCOPE_RESULTS. */
export interface TestResults {
  passed: number;
  failed: number;
  skipped: number;
  failures: { title: string; message: string; stack: string }[];
}

export interface RunOptions {
  /** Absolute paths of the test files. */
  files: readonly string[];
  /** Milliseconds for one test, unless the test says otherwise. */
  timeout: number;
  /** How many files run at the same time, each in a process of its own; by default all run in this one. */
  jobs?: number;
}

/**
 * Runs test files with mocha in this process. The report goes to the console, or, inside an
 * extension host (whose console nobody reads), to the file named in TOKENSCOPE_OUTPUT, from which
 * the scripts copy it as it grows. The numbers go to the file named in TOKENSCOPE_RESULTS.
 */
export async function runMocha({ files, timeout, jobs = 1 }: RunOptions): Promise<TestResults> {
  // Mocha is an ES module, and this is not.
  const { default: Mocha } = await import('mocha');
  setUpReport(Mocha);
  const grep = process.env['TOKENSCOPE_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout,
    // What this process has set up is not there in the processes of parallel runs.
    ...(jobs > 1 ? { parallel: true, jobs, require: [path.join(__dirname, 'fixedSeed.js')] } : {}),
    ...(grep ? { grep: new RegExp(grep) } : {}),
  });
  // `suite` and `test` work too, so that any file of mocha tests can be run.
  Mocha.interfaces.tdd(mocha.suite);
  for (const file of files) mocha.addFile(file);
  // Needed only where the tests are run again and again in one process, as the soak test does.
  mocha.cleanReferencesAfterRun(false);
  await mocha.loadFilesAsync();
  const results: TestResults = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const rounds = Number(process.env['TOKENSCOPE_REPEAT'] ?? 1);
  for (let round = 0; round < rounds; round++) {
    const seconds = await runOnce(mocha, results);
    const slowest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, 15);
    Mocha.reporters.Base.consoleLog('  Longest suites:');
    for (const [title, time] of slowest) {
      Mocha.reporters.Base.consoleLog(`${time.toFixed(1).padStart(7)} s  ${title}`);
    }
  }
  return results;
}

/** Runs all tests once; resolves to the seconds that each outermost suite took, hooks included. */
function runOnce(mocha: Mocha, results: TestResults): Promise<Map<string, number>> {
  const seconds = new Map<string, number>();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      write(results);
      resolve(seconds);
    });
    const count = (part: Mocha.Test | Mocha.Hook): void => {
      const [title = ''] = part.titlePath();
      seconds.set(title, (seconds.get(title) ?? 0) + (part.duration ?? 0) / 1000);
    };
    runner.on('test end', count);
    runner.on('hook end', count);
    runner.on('pass', () => results.passed++);
    runner.on('pending', () => results.skipped++);
    runner.on('fail', (test, error: unknown) => {
      results.failed++;
      // From another process an error comes as plain data.
      const { message = String(error), stack = '' } = (error ?? {}) as Partial<Error>;
      results.failures.push({ title: test.fullTitle(), message, stack });
      // The numbers so far are kept in case this process does not reach the end.
      write(results);
    });
  });
}

function setUpReport(mocha: typeof Mocha): void {
  const base = mocha.reporters.Base as unknown as {
    consoleLog: typeof console.log;
    useColors: boolean;
  };
  // By itself mocha also colours what goes to a file when CI is set.
  base.useColors = process.env['TOKENSCOPE_COLOR'] === '1';
  const output = process.env['TOKENSCOPE_OUTPUT'];
  if (!output) return;
  base.consoleLog = (...parts) => appendFileSync(output, `${formatLine(parts)}\n`);
}

/** As `console.log` does, with the few directives that mocha uses. */
function formatLine(parts: readonly unknown[]): string {
  const [format = '', ...rest] = parts.map(String);
  const filled = format.replace(/%[sdifoO]/g, () => rest.shift() ?? '').replaceAll('%%', '%');
  return [filled, ...rest].join(' ');
}

function write(results: TestResults): void {
  const file = process.env['TOKENSCOPE_RESULTS'];
  if (!file) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}
