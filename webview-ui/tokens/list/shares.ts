import * as l10n from '@vscode/l10n';
import { groupedDigits } from '../../../src/common/text/groupedDigits';

const noValue = '–';
/** Percentages above say less than how many times the whole it is. */
const maximumPercent = 1000;

/** `a / b` with two decimals. */
export function ratio(a: number, b: number): string {
  return b === 0 ? noValue : (a / b).toFixed(2);
}

/** A part as a percentage of the whole: `12.5 %`, `0.013 %`. */
export function share(part: number, whole: number): string {
  if (whole === 0) return noValue;
  const percent = (100 * part) / whole;
  const digits = percent === 0 || percent >= 100 ? 0 : percent < 0.1 ? 3 : 1;
  return `${percent.toFixed(digits)}\u202f%`;
}

/** How much of a context window the tokens take, as a number and its label: `278 ×`, `the context`. */
export function contextShare(
  tokens: number,
  contextLength: number,
): { readonly value: string; readonly label: string } {
  const times = tokens / contextLength;
  if (100 * times < maximumPercent) {
    return { value: share(tokens, contextLength), label: l10n.t('of context') };
  }
  return { value: `${groupedDigits(Math.round(times))}\u202f×`, label: l10n.t('the context') };
}
