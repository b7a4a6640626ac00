import * as l10n from '@vscode/l10n';
import type { NumberRange } from '../../src/common/numbers';

/** A number as it was typed: its value, or a sentence that says what may be typed. */
export type Parsed<T> =
  | { readonly value: T; readonly problem: null }
  | { readonly value: null; readonly problem: string };

/** Reads a number in `range`; a decimal comma is taken too. */
export function parseNumber(text: string, range: NumberRange): Parsed<number> {
  const typed = text.trim().replace(',', '.');
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed) ? Number(typed) : Number.NaN;
  const fits =
    value >= range.minimum &&
    value <= range.maximum &&
    (range.integer !== true || Number.isInteger(value));
  return fits ? { value, problem: null } : { value: null, problem: expectation(range) };
}

function expectation({ minimum, maximum, integer = false }: NumberRange): string {
  if (integer) return l10n.t('A whole number from {0} to {1}.', minimum, maximum);
  return l10n.t('A number from {0} to {1}.', minimum, maximum);
}

/** `text` moved by `step`, kept in `range`; as it was when it is not a number. */
export function stepNumber(text: string, step: number, range: NumberRange): string {
  const { value } = parseNumber(text, { minimum: -Infinity, maximum: Infinity });
  if (value === null) return text;
  const moved = Number((value + step).toPrecision(12));
  if (moved < range.minimum) return value < range.minimum ? String(range.minimum) : text;
  return String(Math.min(range.maximum, moved));
}
