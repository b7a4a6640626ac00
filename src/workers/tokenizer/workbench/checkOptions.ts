import { TokenscopeError } from '../../../common/errors';
import { checkNumber } from '../../../common/numbers';
import type { EncodeOptions } from '../../../common/protocol/tokenizer/workbench';
import { encodeLimits } from '../../../common/tokens/encodeLimits';

const sides = ['left', 'right'] as const;

/** Numbers of special tokens of a tokenizer and a batch. */
export interface SpecialCounts {
  /** Those that a row gets. */
  readonly added: number;
  /** Those that a text without a pair would get. */
  readonly single: number;
  readonly paired: boolean;
}

/**
 * Checks the options for themselves, whatever their types came to be on the way; what depends on the
 * texts is checked where they are cut.
 * @throws TokenscopeError `InvalidParameter`, `NoRoom` or `StrideTooLarge`, naming the field.
 */
export function checkOptions(options: EncodeOptions, special: SpecialCounts): void {
  const { padding, truncation } = options;
  checkChoice('padding.strategy', padding.strategy, ['none', 'longest', 'max_length']);
  checkChoice('padding.side', padding.side, sides);
  checkLimited('padding.multipleOf', padding.multipleOf);
  if (padding.strategy === 'max_length') {
    checkLimited('padding.length', padding.length);
  }
  const strategies = ['none', 'longest_first', 'only_first', 'only_second'];
  checkChoice('truncation.strategy', truncation.strategy, strategies);
  checkChoice('truncation.side', truncation.side, sides);
  if (truncation.strategy !== 'none') {
    const maxLength = checkLimited('truncation.maxLength', truncation.maxLength);
    const stride = checkLimited('truncation.stride', truncation.stride);
    checkRoom(maxLength, stride, special);
  }
}

/**
 * The library takes a length without room, and then gives rows that are longer than it. Its stride must
 * leave room beside the special tokens of a single text, even where none are added.
 */
function checkRoom(
  maxLength: number,
  stride: number,
  { added, single, paired }: SpecialCounts,
): void {
  const needed = paired ? 2 : 1;
  if (maxLength < added + needed) {
    throw new TokenscopeError('NoRoom', {
      field: 'truncation.maxLength',
      value: maxLength,
      special: added,
      least: added + needed,
    });
  }
  const limit = Math.max(maxLength - Math.max(added, single) - 1, 0);
  if (stride > limit) {
    throw new TokenscopeError('StrideTooLarge', {
      field: 'truncation.stride',
      value: stride,
      limit,
    });
  }
}

function checkLimited(name: keyof typeof encodeLimits, value: unknown): number {
  return checkNumber(name, value, encodeLimits[name]);
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (typeof value !== 'string' || !choices.includes(value)) {
    throw new TokenscopeError('InvalidParameter', {
      name,
      value: typeof value === 'string' ? value.slice(0, 60) : typeof value,
      expected: choices.join(', '),
    });
  }
}
