import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const isWindows = process.platform === 'win32';

/** Every process started from here inherits this mark, by which stragglers are found at the end. */
const mark = randomUUID();
process.env.TOKENSCOPE_RUN = [process.env.TOKENSCOPE_RUN ?? '', mark].join(' ').trim();

/** Nothing is started any more once this process has been asked to end. */
let interrupted = false;

/** Process groups which are still to be ended when this process ends. */
const groups = new Set();

/**
 * Starts a command as the leader of its own process group, so that it can be ended with all its
 * children. A variable that is `undefined` in `env` is removed.
 */
export function start(command, args, { cwd, env = {}, stdio = 'inherit' } = {}) {
  if (interrupted) throw new Error('Interrupted');
  const merged = { ...process.env, ...env };
  for (const name of Object.keys(merged)) if (merged[name] === undefined) delete merged[name];
  const shell = isWindows && /\.(cmd|bat)$/i.test(command);
  const child = spawn(command, args, { cwd, env: merged, stdio, shell, detached: !isWindows });
  if (child.pid !== undefined) groups.add(child.pid);
  return child;
}

/** Waits for a started process; resolves to its exit code, or 1 when a signal or an error ended it. */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs a command to its end; rejects when it fails or takes longer than `timeout` milliseconds. */
export async function run(command, args, { timeout = 15 * 60_000, ...options } = {}) {
  const code = await runForCode(command, args, { timeout, ...options });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed with exit code ${code}`);
}

/** Runs a command to its end and resolves to its exit code; 124 when it took too long. */
export async function runForCode(command, args, { timeout = 15 * 60_000, ...options } = {}) {
  const child = start(command, args, options);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    console.error(`${command} took longer than ${Math.round(timeout / 1000)} s and is ended`);
    void stop(child);
  }, timeout);
  const code = await ended(child);
  clearTimeout(timer);
  await stop(child);
  return late ? 124 : code;
}

/** Ends a started process and its group: asks first, and kills after two seconds. */
export async function stop(child, { patience = 2000 } = {}) {
  const { pid } = child;
  if (pid === undefined || !groups.has(pid)) return;
  signalGroup(pid, 'SIGTERM');
  for (const deadline = Date.now() + patience; groupAlive(pid) && Date.now() < deadline;) {
    await sleep(50);
  }
  signalGroup(pid, 'SIGKILL');
  groups.delete(pid);
}

/**
 * Calls `cleanup` on SIGINT, SIGTERM and SIGHUP, ends every started group, then exits. The end of
 * the npm that runs us counts too: the shell between npm and us does not pass its signals on.
 */
export function onInterrupt(cleanup = async () => undefined) {
  const interrupt = async (code) => {
    if (interrupted) return;
    interrupted = true;
    await Promise.race([cleanup(), sleep(5000)]);
    await endEverything();
    process.exit(code);
  };
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => void interrupt(code));
  }
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void interrupt(143), 500).unref();
  }
}

/** Ends all started groups and whatever descends from this run; returns the names of stragglers. */
export async function endEverything() {
  await Promise.all([...groups].map((pid) => stop({ pid })));
  for (const deadline = Date.now() + 3000; descendants().length > 0 && Date.now() < deadline;) {
    await sleep(100);
  }
  const stragglers = descendants();
  for (const { pid } of stragglers) kill(pid, 'SIGKILL');
  return stragglers.map(({ pid, name }) => `${name.slice(0, 160)} (${pid})`);
}

/** Live processes which carry this run's mark, except this one and those which started it. */
export function descendants() {
  if (process.platform !== 'linux') return [];
  const found = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry) || ancestry.has(Number(entry))) continue;
    try {
      if (!readFileSync(`/proc/${entry}/environ`, 'latin1').includes(mark)) continue;
      const name = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      if (name) found.push({ pid: Number(entry), name: name.slice(0, 400) });
    } catch {
      // It ended while it was being read, or belongs to somebody else.
    }
  }
  return found;
}

const ancestry = new Set([process.pid, process.ppid]);

function signalGroup(pid, signal) {
  if (isWindows) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  kill(-pid, signal);
}

function groupAlive(pid) {
  return kill(isWindows ? pid : -pid, 0);
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
