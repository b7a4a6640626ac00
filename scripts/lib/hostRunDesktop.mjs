import { superuserFlags } from './desktop.mjs';
import path from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { quietSettings } from './server.mjs';

/**
 * Runs a job's tests in a desktop VS Code: the given executable, or one that
 * `@vscode/test-electron` downloads. Resolves to 0, or to what went wrong.
 */
export async function runInDesktop(job, executable) {
  const { runTests } = await import('@vscode/test-electron');
  const userData = path.join(job.dataDir, 'user');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const tests = runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: job.extension,
    extensionTestsPath: job.entry,
    extensionTestsEnv: job.env,
    launchArgs: [
      job.workspace,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(job.dataDir, 'extensions')}`,
      ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
      ...superuserFlags(),
    ],
  });
  return Promise.race([tests, job.expired]);
}
