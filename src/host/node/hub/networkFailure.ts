import { TokenscopeError, type UnreachableReason } from '../../../common/errors';

const reasons: readonly (readonly [RegExp, UnreachableReason])[] = [
  [
    /^(ENOTFOUND|EAI_\w+|ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|ENETUNREACH|EHOSTUNREACH)$/,
    'noSuchHost',
  ],
  [/^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/, 'refused'],
  [/^(UND_ERR_\w*TIMEOUT|ETIMEDOUT|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT)$/, 'timeout'],
  [/(CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO)/, 'certificate'],
];

/**
 * Makes what `fetch` rejected with a `HubUnreachable`: its own message is always "fetch failed", the
 * system's code is in its cause, or in the first of several where a host has several addresses.
 */
export function networkFailure(host: string, error: unknown): TokenscopeError<'HubUnreachable'> {
  const detail = systemCode(error) ?? (error instanceof Error ? error.message : String(error));
  const reason = reasons.find(([pattern]) => pattern.test(detail))?.[1] ?? 'broken';
  return new TokenscopeError('HubUnreachable', { host, reason, detail });
}

/** The request, or the next piece of an answer, took too long. */
export function timedOut(host: string): TokenscopeError<'HubUnreachable'> {
  return new TokenscopeError('HubUnreachable', { host, reason: 'timeout', detail: '' });
}

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) {
    return null;
  }
  if ('code' in error && typeof error.code === 'string' && error.code !== '') {
    return error.code;
  }
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return systemCode(inner);
}
