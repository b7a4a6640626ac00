import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { desktopWanted, installedDesktop } from './desktop.mjs';
import { runInDesktop } from './hostRunDesktop.mjs';
import { runInServer } from './hostRunServer.mjs';
import { root } from './paths.mjs';
import { noResults } from './results.mjs';
import { tail } from './tail.mjs';

const fixtures = path.join(root, 'test', 'integration', 'fixtures', 'workspace');

/**
 * Runs a test entry (a module that exports `run`) inside a real extension host with Tokenscope
 * loaded, on a fresh copy of the fixture workspace and with fresh user data. Prints the report as
 * it comes. Resolves to the results; a host that never got to the end counts as one failure.
 */
export async function runInHost({ entry, env = {}, timeout = 20 * 60_000, silence = 4 * 60_000 }) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tokenscope-host-'));
  const workspace = path.join(dir, 'workspace');
  cpSync(fixtures, workspace, { recursive: true });
  const dataDir = path.join(dir, 'data');
  mkdirSync(dataDir);
  const output = path.join(dir, 'output.txt');
  const results = path.join(dir, 'results.json');
  writeFileSync(output, '');
  const report = tail(output);
  const job = {
    entry,
    workspace,
    dataDir,
    extension: root,
    env: {
      TOKENSCOPE_OUTPUT: output,
      TOKENSCOPE_RESULTS: results,
      TOKENSCOPE_COLOR: process.stdout.isTTY ? '1' : '0',
      ...(process.env.TOKENSCOPE_GREP ? { TOKENSCOPE_GREP: process.env.TOKENSCOPE_GREP } : {}),
      ...env,
    },
    expired: report.silentFor(silence, timeout),
  };
  try {
    const desktop = installedDesktop();
    const useDesktop = desktop !== undefined || desktopWanted();
    const code = await (useDesktop ? runInDesktop(job, desktop) : runInServer(job));
    report.stop();
    return outcome(results, code);
  } catch (error) {
    report.stop();
    return outcome(results, error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The written results, with a failure added when the host ended badly without saying why. */
function outcome(file, ending) {
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : noResults();
  if (ending === 0 || results.failed > 0) return results;
  const message = `The extension host did not finish its tests: ${ending}`;
  console.error(message);
  const failure = { title: 'extension host', message, stack: '' };
  return { ...results, failed: results.failed + 1, failures: [...results.failures, failure] };
}
