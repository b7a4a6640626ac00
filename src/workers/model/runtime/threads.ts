import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/**
 * Intra-operator threads for a session: as many as asked for, at most one for each logical core. By
 * itself the physical cores but one, at least one, so that the editor always has a core: two threads
 * on one core do not make matrix products faster.
 * @param asked 0 for no wish.
 */
export function sessionThreads(asked = 0): number {
  return asked > 0 ? Math.min(asked, os.availableParallelism()) : Math.max(1, physicalCores() - 1);
}

/**
 * Physical cores that this process may use. Node counts logical ones only; Linux names the cores,
 * elsewhere x64 processors are taken to run two threads a core, others one.
 */
export function physicalCores(): number {
  const logical = os.availableParallelism();
  if (process.platform === 'linux') {
    return Math.min(logical, coresOfLinux() ?? logical);
  }
  return process.arch === 'x64' ? Math.max(1, Math.floor(logical / 2)) : logical;
}

/** Distinct sets of sibling threads; null where the kernel does not show them. */
function coresOfLinux(): number | null {
  const folder = '/sys/devices/system/cpu';
  try {
    const siblings = readdirSync(folder)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => readFileSync(`${folder}/${name}/topology/thread_siblings_list`, 'utf8'));
    return siblings.length === 0 ? null : new Set(siblings).size;
  } catch {
    return null;
  }
}
