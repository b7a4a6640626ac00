/** Milliseconds before the first further attempt, and at most between any two. */
const firstDelay = 1_000;
const maximumDelay = 30_000;

/**
 * Milliseconds to wait before an attempt: doubled each time, spread at random over the upper half so
 * that thirty laptops that were refused together do not come back together.
 * @param failures in a row, 1 or more.
 * @param random from 0 to 1.
 */
export function backOff(failures: number, random: number): number {
  const longest = Math.min(maximumDelay, firstDelay * 2 ** (failures - 1));
  return longest / 2 + (longest / 2) * random;
}

/**
 * Milliseconds that a server asks to wait (RFC 9110, `Retry-After`); null when it does not say.
 * A date is read against the server's own clock, since this machine's may be wrong.
 */
export function retryAfter(header: string | null, serverDate: string | null): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) {
    return Number(text) * 1_000;
  }
  const wait = Date.parse(text) - Date.parse(serverDate ?? '');
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
