import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Runs npm in a folder. The settings which an outer `npm start` or `npm test` exports (among them
 * `ignore-scripts`) are dropped first, so that `options.env` and the folder's own `.npmrc` decide.
 */
export async function npm(args, { cwd, env = {}, stdio = 'inherit' }) {
  const { command, prefix } = npmCommand();
  const clean = { ...withoutNpmSettings(), ...env };
  await run(command, [...prefix, ...args], { cwd, stdio, env: clean });
}

/** Runs `npm ci` when `node_modules` is missing or older than the lock file. */
export async function ensureDependencies() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing dependencies (npm ci) …');
  await npm(['ci'], { cwd: root });
}

/** Without a shell and without `npm.cmd`, where the npm that runs us can be found. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return { command: 'node', prefix: [cli] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', prefix: [] };
}

function withoutNpmSettings() {
  const inherited = Object.entries(process.env).filter(([name]) => /^npm_/i.test(name));
  return Object.fromEntries(inherited.map(([name]) => [name, undefined]));
}
