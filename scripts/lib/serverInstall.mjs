import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { root, toolsDir } from './paths.mjs';

const source = path.join(root, 'scripts', 'vscode-server');
const installed = path.join(toolsDir, 'server');
const stamp = path.join(installed, 'installed.json');
const vscode = path.join(installed, 'node_modules', 'code-server', 'lib', 'vscode');

/**
 * Installs the VS Code server (npm `code-server`) and the Node it needs into `.vscode-test/` on
 * first use, and returns the paths of both. Takes a minute; later calls only look.
 */
export async function ensureServer() {
  const lock = readFileSync(path.join(source, 'package-lock.json'), 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) await install(lock);
  return { node: serverNode(), main: path.join(vscode, 'out', 'server-main.js') };
}

async function install(lock) {
  if (process.platform === 'win32') {
    throw new Error('On Windows, Tokenscope is tried and tested in a desktop VS Code: install it.');
  }
  console.log('Installing a VS Code server into .vscode-test (first time only, a minute) …');
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(path.join(source, file), path.join(installed, file));
  }
  const quiet = ['--no-fund', '--no-audit', '--loglevel=error'];
  await npm(['ci', '--ignore-scripts', ...quiet], { cwd: installed });
  await installServerDependencies(quiet);
  writeFileSync(stamp, lock);
}

/**
 * Does what code-server's own install script does, without its compiling of modules that we do not
 * need (one of them wants Kerberos headers, which few machines have): what the server cannot run
 * without comes compiled.
 */
async function installServerDependencies(quiet) {
  const node = serverNode();
  const env = {
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    ...headers(node),
  };
  await npm(['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: vscode, env });
  try {
    const wanted = ['@vscode/spdlog', '@vscode/native-watchdog'];
    const options = { cwd: vscode, env, stdio: 'ignore' };
    await npm(['rebuild', '--ignore-scripts=false', ...quiet, ...wanted], options);
  } catch {
    console.log('No C++ compiler: the server runs, but its output channels stay empty.');
  }
}

/** The installed platform package's Node, else the running one when it has the right version. */
function serverNode() {
  const platformPackage = `node-${process.platform}-${process.arch}`;
  const bundled = path.join(installed, 'node_modules', platformPackage, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  throw new Error('The VS Code server needs Node 24: run this with Node 24, or install VS Code.');
}

/** The headers of that Node, whatever a machine-wide setting says, so that none are downloaded. */
function headers(node) {
  const dir = path.dirname(path.dirname(node));
  return existsSync(path.join(dir, 'include', 'node')) ? { npm_config_nodedir: dir } : {};
}
