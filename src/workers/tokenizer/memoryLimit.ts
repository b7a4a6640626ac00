import path from 'node:path';
import { Worker } from 'node:worker_threads';

let limited = false;

/**
 * Ends this process should it ever take absurdly much memory: a few hundred bytes of a malicious
 * `tokenizer.json` can make a terabyte of one word. A thread of its own looks, since the threads of the
 * library and a busy main thread cannot be interrupted. Does nothing when called again.
 */
export function limitMemory(): void {
  if (!limited) {
    limited = true;
    const thread = new Worker(path.join(__dirname, 'memoryWatch.js'));
    // The process lives by its connection, not by this.
    thread.unref();
  }
}
