import type { InferenceSession } from 'onnxruntime-node';
import { sessionThreads } from './threads';

/** How every session of this process is created. */
export function sessionOptions(): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: sessionThreads(),
    // Under Electron on macOS this allocator traps on allocations of about 1 GiB.
    ...(process.platform === 'darwin' &&
      process.versions['electron'] !== undefined && { enableCpuMemArena: false }),
  };
}
