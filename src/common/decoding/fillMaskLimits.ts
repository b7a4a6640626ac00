import { TokenscopeError } from '../errors';
import { checkNumber, type NumberRange } from '../numbers';
import type { FillMaskParams } from '../protocol/model/fillMask';

/** Ranges of the fill-mask parameters, for forms and for the model process. */
export const fillMaskLimits = {
  topK: { minimum: 1, maximum: 1000, integer: true },
} as const satisfies Record<string, NumberRange>;

/** Target words: how many, and their length in UTF-16 units. */
export const targetLimits = { count: 1000, length: { minimum: 1, maximum: 200 } } as const;

/**
 * Checks the numbers and the targets of a fill-mask request, whatever their types came to be.
 * @throws TokenscopeError `InvalidParameter` naming the parameter, `EmptyText` for an empty text.
 */
export function checkFillMask(params: FillMaskParams): void {
  if (typeof params.text !== 'string') {
    throw invalid('text', typeof params.text, 'a string');
  }
  if (params.text === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  checkNumber('topK', params.topK, fillMaskLimits.topK);
  if (params.focus !== undefined) {
    checkNumber('focus', params.focus, { minimum: 0, maximum: params.text.length, integer: true });
  }
  checkTargetList(params.targets ?? []);
}

/**
 * Checks words to score.
 * @throws TokenscopeError `InvalidParameter`.
 */
export function checkTargetList(value: unknown): void {
  const { minimum, maximum } = targetLimits.length;
  if (
    !Array.isArray(value) ||
    value.length > targetLimits.count ||
    !value.every(
      (target) =>
        typeof target === 'string' && target.trim().length >= minimum && target.length <= maximum,
    )
  ) {
    throw invalid(
      'targets',
      Array.isArray(value) ? `${value.length} entries` : typeof value,
      `at most ${targetLimits.count} words of ${minimum} to ${maximum} characters`,
    );
  }
}

function invalid(name: string, value: string, expected: string): TokenscopeError {
  return new TokenscopeError('InvalidParameter', { name, value, expected });
}
