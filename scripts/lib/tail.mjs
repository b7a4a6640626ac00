import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Copies what is appended to a file to our output, until stopped. */
export function tail(file) {
  const descriptor = openSync(file, 'r');
  let position = 0;
  let lastGrowth = Date.now();
  const copy = () => {
    const size = fstatSync(descriptor).size;
    if (size <= position) return;
    const bytes = Buffer.alloc(size - position);
    readSync(descriptor, bytes, 0, bytes.length, position);
    position = size;
    lastGrowth = Date.now();
    process.stdout.write(bytes);
  };
  const timer = setInterval(copy, 100);
  const timers = [timer];
  return {
    /** Resolves to a sentence when nothing was added for `silence`, or after `total`, milliseconds. */
    silentFor(silence, total) {
      const began = Date.now();
      return new Promise((resolve) => {
        const check = () => {
          if (Date.now() - lastGrowth > silence)
            resolve(`nothing happened for ${silence / 1000} s`);
          if (Date.now() - began > total) resolve(`it took longer than ${total / 1000} s`);
        };
        timers.push(setInterval(check, 1000));
      });
    },
    stop() {
      timers.forEach(clearInterval);
      copy();
      closeSync(descriptor);
    },
  };
}
