import type { InferenceSession } from 'onnxruntime-node';
import { sessionThreads } from './threads';

/** How every session of this process is created. @param threads asked for; 0 for no wish. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: sessionThreads(threads),
    // Under Electron on macOS this allocator traps on allocations of about 1 GiB.
    ...(process.platform === 'darwin' &&
      process.versions['electron'] !== undefined && { enableCpuMemArena: false }),
  };
}
