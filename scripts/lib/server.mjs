import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start, stop } from './processes.mjs';
import { ensureServer } from './serverInstall.mjs';

/** Settings which keep VS Code from talking to the network and from showing what is not ours. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * Serves VS Code on 127.0.0.1 with all its state in `dataDir`, and resolves when it answers.
 * `driver` lets the browser say which extension tests to run.
 */
export async function startServer({ dataDir, port, driver = true, settings = {}, env = {} }) {
  const { node, main } = await ensureServer();
  const usedPort = port ?? (await freePort());
  const userData = path.join(dataDir, 'user');
  writeSettings(userData, { ...quietSettings, ...settings });
  const logFile = path.join(dataDir, 'server.log');
  const log = openSync(logFile, 'w');
  const child = start(node, [main, ...serverArguments({ dataDir, userData, usedPort, driver })], {
    cwd: dataDir,
    // The variables of a VS Code terminal would make the server believe it is that VS Code's child.
    env: { ...withoutVSCodeVariables(), ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const origin = `http://127.0.0.1:${usedPort}`;
  await answers(origin, child, logFile);
  return { origin, port: usedPort, child, logFile, stop: () => stop(child) };
}

/** The address of a workbench that shows `folder`, with `payload` entries as the desktop's flags. */
export function workbenchUrl(server, { folder, payload = [] }) {
  const url = new URL(server.origin);
  url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** How the payload names a file or folder of the server's machine. */
export function remoteUri(server, file) {
  return `vscode-remote://127.0.0.1:${server.port}${encodeURI(file)}`;
}

/** The first free port from `preferred` on, or any free one. */
export async function freePort(preferred = 0) {
  for (let port = preferred; ; port++) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
}

function serverArguments({ dataDir, userData, usedPort, driver }) {
  return [
    ...['--host', '127.0.0.1', '--port', String(usedPort), '--without-connection-token'],
    ...['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'],
    '--disable-workspace-trust',
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...['--server-data-dir', dataDir, '--user-data-dir', userData],
    ...['--extensions-dir', path.join(dataDir, 'extensions')],
  ];
}

/** A person's own changes from an earlier start are kept. */
function writeSettings(userData, settings) {
  const file = path.join(userData, 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

function withoutVSCodeVariables() {
  const names = Object.keys(process.env).filter((name) => /^(VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

async function answers(origin, child, logFile) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      if ((await fetch(origin)).ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  await stop(child);
  throw new Error(
    `The VS Code server did not start:\n${readFileSync(logFile, 'utf8').slice(-4000)}`,
  );
}

function tryPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(undefined);
    });
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address();
      probe.close(() => {
        resolve(found);
      });
    });
  });
}
