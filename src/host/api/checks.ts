import { TokenscopeError } from '../../common/errors';

/** Callers of the API may be plain JavaScript: what should be a text is checked to be one. */
export function checkText(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw invalid(name, value, 'a string');
  }
  return value;
}

/** UTF-16 units of a text for a model: a longer message would block the extension host. */
const maxModelText = 1_048_576;

/** @throws TokenscopeError `TooLong`: no context is that long. */
export function checkModelText(name: string, value: unknown): string {
  const text = checkText(name, value);
  if (text.length > maxModelText) {
    throw new TokenscopeError('TooLong', {
      what: 'characters',
      actual: text.length,
      limit: maxModelText,
    });
  }
  return text;
}

export function checkBoolean(name: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) {
    return fallback;
  }
  if (typeof value !== 'boolean') {
    throw invalid(name, value, 'true or false');
  }
  return value;
}

function invalid(name: string, value: unknown, expected: string): TokenscopeError {
  const shown = typeof value === 'number' ? String(value) : typeof value;
  return new TokenscopeError('InvalidParameter', { name, value: shown, expected });
}
