import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { isEncrypted } from './hubSettings';
import { networkFailure, timedOut } from './networkFailure';
import { throwIfCancelled, TransientError, type HubLimits } from './transient';

/** How the hub is reached. */
export interface HubAccess {
  /** The one door to the network, `Network.fetch`. */
  readonly fetch: (address: URL, init: RequestInit) => Promise<Response>;
  /** Address of the hub without a slash at its end. @throws TokenscopeError `InvalidParameter`. */
  readonly endpoint: () => string;
  /** The user's token; null without one. */
  readonly token: () => Promise<string | null>;
}

export interface HubRequestInit {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** An answer, and what the hub itself said before it sent the request elsewhere. */
export interface HubAnswer {
  readonly response: Response;
  /** Where the answer came from at last. */
  readonly address: URL;
  /** Name of the blob as the hub says (`X-Linked-ETag`, else `ETag`); null when it does not. */
  readonly etag: string | null;
  readonly hasToken: boolean;
  /** Breaks the connection. */
  readonly abort: () => void;
}

const maximumRedirects = 10;

/**
 * Requests to the hub. Redirects are followed by hand: only to encrypted addresses, and the token goes
 * to the hub's own origin alone, never to where it sends a download.
 */
export class HubRequests {
  constructor(
    private readonly access: HubAccess,
    readonly limits: HubLimits,
  ) {}

  /** Address of the hub, without a slash at its end. */
  get endpoint(): string {
    return this.access.endpoint();
  }

  /**
   * Sends a request and resolves with the headers of the answer, whatever its status.
   * @throws TokenscopeError `Offline`, `HubUnreachable`, `HubBadAnswer`, `Cancelled`; TransientError
   * where another attempt may help.
   */
  async send(to: URL, init: HubRequestInit): Promise<HubAnswer> {
    const token = await this.access.token();
    const origin = new URL(this.endpoint).origin;
    const visited = new Set<string>();
    let address = to;
    let etag: string | null = null;
    for (;;) {
      const hasToken = token !== null && address.origin === origin;
      const headers = { ...init.headers, ...(hasToken && { Authorization: `Bearer ${token}` }) };
      const { response, abort } = await this.#hop(address, { ...init, headers });
      etag ??= address.origin === origin ? blobName(response) : null;
      const location = response.headers.get('Location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        return { response, address, etag, hasToken, abort };
      }
      abort();
      visited.add(address.href);
      address = target(location, address);
      if (visited.has(address.href) || visited.size > maximumRedirects) {
        throw new TokenscopeError('HubBadAnswer', { host: address.host, problem: 'redirects' });
      }
    }
  }

  async #hop(
    address: URL,
    { method = 'GET', headers, signal }: HubRequestInit,
  ): Promise<{ response: Response; abort: () => void }> {
    if (!isEncrypted(address)) {
      throw new TokenscopeError('HubBadAnswer', { host: address.host, problem: 'insecure' });
    }
    throwIfCancelled(signal);
    const breaker = new AbortController();
    const abort = (): void => breaker.abort();
    const timer = setTimeout(abort, this.limits.connect);
    try {
      const response = await this.access.fetch(address, {
        method,
        headers: { ...headers },
        redirect: 'manual',
        signal: AbortSignal.any([signal, breaker.signal]),
      });
      return { response, abort };
    } catch (error) {
      throwIfCancelled(signal);
      if (isTokenscopeError(error)) {
        throw error;
      }
      const failure = breaker.signal.aborted
        ? timedOut(address.host)
        : networkFailure(address.host, error);
      throw failure.args.reason === 'certificate' ? failure : new TransientError(failure);
    } finally {
      clearTimeout(timer);
    }
  }
}

function target(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) {
    throw new TokenscopeError('HubBadAnswer', { host: from.host, problem: 'redirects' });
  }
  return new URL(location, from.href);
}

/** An ETag without its quotation marks and mark of weakness, as `huggingface_hub` names blobs. */
function blobName({ headers }: Response): string | null {
  const etag = headers.get('X-Linked-ETag') ?? headers.get('ETag');
  return etag === null ? null : etag.replace(/^W\//, '').replaceAll('"', '');
}
