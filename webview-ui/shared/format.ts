/** Numbers as the views show them: '.' decimals in every locale, as in the exports. */

const noValue = '–';
const minus = '\u2212';
const narrowSpace = '\u202f';

/** `40.7 %`, `0.013 %`, `< 0.001 %`; never 100 % for less than certain. */
export function formatProbability(probability: number | null): string {
  if (probability === null || !Number.isFinite(probability)) return noValue;
  const percent = probability * 100;
  if (percent >= 100) return `100${narrowSpace}%`;
  if (percent >= 99.95) return `> 99.9${narrowSpace}%`;
  if (percent >= 0.995) return `${percent.toFixed(1)}${narrowSpace}%`;
  if (percent >= 0.001) return `${percent.toFixed(significantDecimals(percent))}${narrowSpace}%`;
  return `< 0.001${narrowSpace}%`;
}

/** Decimals that leave two significant digits. */
function significantDecimals(percent: number): number {
  return Math.min(3, 1 - Math.floor(Math.log10(percent)));
}

/** A natural logarithm with two decimals and a real minus: `−0.90`. */
export function formatLogProb(logProb: number | null): string {
  return withTwoDecimals(logProb);
}

/** Bits, in the same way. */
export function formatBits(bits: number | null): string {
  return withTwoDecimals(bits);
}

/** Nothing is `−0.00`. */
function withTwoDecimals(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return noValue;
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `${minus}${digits}` : digits;
}

export function formatIds(ids: readonly number[]): string {
  return ids.length === 0 ? noValue : ids.join(' ');
}

export function formatRank(rank: number | null): string {
  return rank === null || rank < 1 ? noValue : String(rank);
}

/** `38 ms`, `1.2 s`. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 999.5
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `21.3`, `140`. */
export function formatRate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 99.95 ? 1 : 0);
}

/** The first characters of a commit or hash, which are enough to tell versions apart. */
export function shortRevision(revision: string): string {
  return revision.replace(/^sha256:/, '').slice(0, 7);
}
