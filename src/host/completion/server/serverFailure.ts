import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import type { ServerAddress } from './serverAddress';
import { serverMessage, shortLine } from './serverRefusal';

/** What went wrong before an answer came, as far as it is not known better. */
export function describeFailure(error: unknown, { host }: ServerAddress): TokenscopeError {
  if (isTokenscopeError(error)) {
    return error;
  }
  return error instanceof SyntaxError
    ? new TokenscopeError('ServerNotApi', { host, answer: 'malformed JSON' })
    : new TokenscopeError('ServerUnreachable', { host, reason: reasonOf(error) });
}

/** What went wrong while an answer came, after so many tokens. */
export function describeBreak(
  error: unknown,
  { host }: ServerAddress,
  tokens: number,
): TokenscopeError {
  if (isTokenscopeError(error)) {
    return error;
  }
  const said = reportedError(error);
  if (said !== null) {
    return new TokenscopeError('ServerFailed', { host, status: null, said });
  }
  return new TokenscopeError('ServerBrokeOff', { host, tokens });
}

/** The words of an error that the server sent in its stream, which the client throws as an `APIError`. */
function reportedError(error: unknown): string | null {
  const body = (error as { error?: unknown }).error;
  return body === undefined || body === null ? null : shortLine(serverMessage(body));
}

/** The system's code for what went wrong, such as `ECONNREFUSED`; else the innermost error's message. */
function reasonOf(error: unknown): string {
  let reason = '';
  for (
    let each = error, depth = 0;
    each instanceof Error && depth < 8;
    each = each.cause, depth++
  ) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string') {
      return code;
    }
    reason = each.message;
  }
  return shortLine(reason);
}
