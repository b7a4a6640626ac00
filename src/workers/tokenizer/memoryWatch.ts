import { totalmem } from 'node:os';

/**
 * The program of the thread that {@link limitMemory} starts. The largest published tokenizers and a
 * document of 50 MB stay below a third of the limit.
 */
const maximumBytes = Math.min(2 * 2 ** 30, totalmem() / 2);

/** The library can allocate about a gigabyte a second. */
const intervalMilliseconds = 50;

setInterval(() => {
  if (process.memoryUsage.rss() > maximumBytes) {
    process.kill(process.pid, 'SIGKILL');
  }
}, intervalMilliseconds);
