import { createServer } from 'node:http';
import path from 'node:path';
import { superuserFlags } from './desktop.mjs';
import { linkExtension } from './extensionLink.mjs';
import { root, toolsDir } from './paths.mjs';
import { endEverything, ended, start } from './processes.mjs';
import { freePort, remoteUri, startServer, workbenchUrl } from './server.mjs';

/** Opens the samples in a desktop VS Code with the extension in development. */
export async function openDesktop(executable, { folder, document }) {
  const flags = superuserFlags();
  if (flags.length > 0) flags.push(`--user-data-dir=${path.join(toolsDir, 'desktop')}`);
  console.log(`Opening ${executable}`);
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, document, ...flags];
  process.exitCode = await ended(start(executable, args, { stdio: 'ignore' }));
}

/** Serves VS Code with the extension installed, until this process is interrupted. */
export async function serve({ folder, document }, preferredPort) {
  const port = await freePort(preferredPort);
  const dataDir = path.join(toolsDir, `start-${port}`);
  linkExtension(path.join(dataDir, 'extensions'));
  const server = await startServer({ dataDir, driver: false });
  const payload = [['openFile', remoteUri(server, document)]];
  await redirect(port, workbenchUrl(server, { folder, payload }));
  console.log(`\nTokenscope in VS Code: http://127.0.0.1:${port}/\n\nPress Ctrl+C to stop.`);
  process.exitCode = await ended(server.child);
  await endEverything();
  process.exit();
}

/** Makes a short address out of the long one that says what to open. */
function redirect(port, address) {
  const shortcut = createServer((_, response) => {
    response.writeHead(302, { location: address }).end();
  });
  return new Promise((resolve) => shortcut.listen(port, '127.0.0.1', resolve));
}
