import type { RunContext } from '../models/runModel';

/** Reports how many of `total` are done, whenever that is another whole per cent: views are sent whole. */
export function shareReport({ report }: RunContext, total: number): (done: number) => void {
  let percent = 0;
  return (done) => {
    const now = Math.floor((100 * done) / total);
    if (now > percent) {
      percent = now;
      report({ kind: 'share', share: done / total });
    }
  };
}
