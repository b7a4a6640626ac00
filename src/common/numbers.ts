import { TokenscopeError } from './errors';

/** An inclusive range of a number parameter. */
export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
}

/**
 * Returns `value` when it is a finite number in `range`.
 * @throws TokenscopeError `InvalidParameter`, naming the parameter and what was expected.
 */
export function checkNumber(name: string, value: unknown, range: NumberRange): number {
  const { minimum, maximum, integer = false } = range;
  if (
    typeof value !== 'number' ||
    !Number.isFinite(value) ||
    value < minimum ||
    value > maximum ||
    (integer && !Number.isInteger(value))
  ) {
    throw new TokenscopeError('InvalidParameter', {
      name,
      value: describe(value),
      expected: `${integer ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}`,
    });
  }
  return value;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(0, 60) : String(value);
}
