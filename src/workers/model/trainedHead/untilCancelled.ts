import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';

/** The same items until the request is cancelled. @throws TokenscopeError `Cancelled`. */
export async function* untilCancelled<T>(
  items: AsyncIterable<T> | Iterable<T>,
  token: CancellationToken,
): AsyncGenerator<T> {
  for await (const item of items) {
    if (token.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    yield item;
  }
}
