import type { CancellationToken, Disposable, MessageConnection, RequestType } from 'vscode-jsonrpc';
import { toResponseError } from './errors';

/**
 * Answers requests of `type` with `handler`; whatever it throws crosses the wire as a
 * `TokenscopeError` with its code and arguments.
 */
export function serve<P, R>(
  connection: MessageConnection,
  type: RequestType<P, R, unknown>,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): Disposable {
  return connection.onRequest(
    type.method,
    async (params: P, token: CancellationToken): Promise<unknown> => {
      try {
        return await handler(params, token);
      } catch (error) {
        return toResponseError(error);
      }
    },
  );
}
