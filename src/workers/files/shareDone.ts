/** Least share of the whole between two reports: more would only burden the channel. */
const step = 0.005;

/**
 * Counts bytes and reports their share of the whole, from 0 to 1, now and then.
 * @param total bytes of the whole.
 */
export function shareDone(total: number, report: (share: number) => void): (bytes: number) => void {
  let done = 0;
  let told = 0;
  return (bytes) => {
    done += bytes;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (share - told >= step || (share === 1 && told < 1)) {
      told = share;
      report(share);
    }
  };
}
