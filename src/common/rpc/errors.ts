import { ConnectionError, ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import { TokenscopeError, toTokenscopeError, type ErrorArguments, type ErrorCode } from '../errors';

/** JSON-RPC application error code of every {@link TokenscopeError}; its own code is in the data. */
const tokenscopeErrorCode = 1;

const lostConnection: ReadonlySet<number> = new Set([
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.MessageWriteError,
  ErrorCodes.ConnectionInactive,
]);

interface ErrorData {
  readonly code: ErrorCode;
  readonly args: ErrorArguments[ErrorCode];
}

/** What a request handler answers with when it threw `error`. */
export function toResponseError(error: unknown): ResponseError<ErrorData> {
  const { code, args, message } = toTokenscopeError(error);
  return new ResponseError(tokenscopeErrorCode, message, { code, args });
}

/**
 * The error that a caller gets for a failed request.
 * A connection that was closed or disposed under the request gives `Disposed`.
 */
export function fromResponseError(error: unknown): TokenscopeError {
  if (error instanceof ResponseError) {
    if (error.code === tokenscopeErrorCode) {
      const { code, args } = error.data as ErrorData;
      return new TokenscopeError(code, args);
    }
    if (lostConnection.has(error.code)) {
      return new TokenscopeError('Disposed', {});
    }
  }
  if (error instanceof ConnectionError) {
    return new TokenscopeError('Disposed', {});
  }
  return toTokenscopeError(error);
}
