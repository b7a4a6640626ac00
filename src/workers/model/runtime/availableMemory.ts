import { readFileSync } from 'node:fs';
import os from 'node:os';

/** Bytes of memory that this process could have more of, without swapping. */
export function availableMemory(): number {
  const free = os.freemem();
  if (process.platform === 'darwin') {
    // Pages that hold files count as used there, and are most of a machine that runs for a while.
    return Math.max(free, os.totalmem() / 2);
  }
  // In a container Node counts cached files as used, which give way at once.
  return Math.min(free, process.availableMemory() + cachedFiles());
}

/** Bytes of files that are cached in this process's control group (Linux, version 2); 0 elsewhere. */
function cachedFiles(): number {
  try {
    const stat = readFileSync('/sys/fs/cgroup/memory.stat', 'utf8');
    return Number(/^file (\d+)$/m.exec(stat)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
