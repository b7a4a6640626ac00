import { formatLogProb } from '../../shared/format';

/** A difference with its sign: `+0.90`, `−0.90`, `0.00`. */
export function formatDifference(difference: number): string {
  const text = formatLogProb(difference);
  return difference > 0 && Number(text) !== 0 ? `+${text}` : text;
}
