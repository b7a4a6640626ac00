import { TokenscopeError } from '../../../common/errors';

/** The base address of an OpenAI-compatible completion server. */
export interface ServerAddress {
  /** Without a slash at its end, such as `http://127.0.0.1:8000/v1`: what consent is given for. */
  readonly base: string;
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** Host and port, as sentences name it. */
  readonly host: string;
  /** Whether what is sent can be read by nobody else: over TLS, or inside this machine. */
  readonly confidential: boolean;
  /** The machine that the extension runs on. */
  readonly local: boolean;
}

const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads a base address. One without a path gets `/v1`, where servers of this kind answer.
 * @throws TokenscopeError `ServerAddressWrong`.
 */
export function parseServerAddress(text: string): ServerAddress {
  const wrong = (problem: 'address' | 'scheme' | 'credentials' | 'query'): TokenscopeError =>
    new TokenscopeError('ServerAddressWrong', { problem });
  if (!URL.canParse(text.trim())) {
    throw wrong('address');
  }
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw wrong('scheme');
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong('credentials');
  }
  if (url.search !== '' || url.hash !== '') {
    throw wrong('query');
  }
  const local = localHosts.has(url.hostname);
  const path = url.pathname.replace(/\/+$/, '');
  return {
    base: `${url.origin}${path === '' ? '/v1' : path}`,
    origin: url.origin,
    host: url.host,
    confidential: url.protocol === 'https:' || local,
    local,
  };
}
