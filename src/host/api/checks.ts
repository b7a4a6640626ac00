import { TokenscopeError } from '../../common/errors';

/** Callers of the API may be plain JavaScript: what should be a text is checked to be one. */
export function checkText(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw invalid(name, value, 'a string');
  }
  return value;
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
