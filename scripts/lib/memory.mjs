import { readFileSync } from 'node:fs';
import { descendants } from './processes.mjs';

/** The processes of interest, by what stands in their command lines. */
const kinds = {
  'extension host': /--type=extensionHost/,
  'tokenizer process': /dist\/tokenizer\.js/,
  'model process': /dist\/model\.js/,
};

/** Samples the memory of our processes every second, until stopped; then gives the peaks in bytes. */
export function watchMemory() {
  const peaks = {};
  const timer = setInterval(() => {
    for (const { pid, name } of descendants()) {
      const kind = Object.keys(kinds).find((key) => kinds[key].test(name));
      if (kind) peaks[kind] = Math.max(peaks[kind] ?? 0, residentBytes(pid));
    }
  }, 1000);
  return {
    stop() {
      clearInterval(timer);
      return peaks;
    },
  };
}

function residentBytes(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
