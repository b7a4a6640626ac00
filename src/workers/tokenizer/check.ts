import { TokenscopeError } from '../../common/errors';
import { checkNumber } from '../../common/numbers';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';

/**
 * Refuses ranges that do not lie within a text of `length` UTF-16 units.
 * @throws TokenscopeError `InvalidParameter`.
 */
export function checkRanges(name: string, ranges: readonly OffsetRange[], length: number): void {
  ranges.forEach((range, index) => checkRange(`${name}[${index}]`, range, length));
}

/** As {@link checkRanges}, for one range. */
export function checkRange(name: string, { start, end }: OffsetRange, length: number): void {
  checkOffset(`${name}.start`, start, length);
  checkNumber(`${name}.end`, end, { minimum: start, maximum: length, integer: true });
}

/** @throws TokenscopeError `InvalidParameter` for an offset outside a text of `length` units. */
export function checkOffset(name: string, offset: unknown, length: number): void {
  checkNumber(name, offset, { minimum: 0, maximum: length, integer: true });
}

/** @throws TokenscopeError `InvalidParameter` for anything but a list. */
export function checkList(name: string, value: unknown): void {
  if (!Array.isArray(value)) {
    throw new TokenscopeError('InvalidParameter', {
      name,
      value: typeof value,
      expected: 'a list',
    });
  }
}
