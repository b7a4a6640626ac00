import { TokenscopeError } from '../../../common/errors';
import { retryAfter } from '../../../common/hub/retryDelay';
import { TransientError } from './transient';

/** What a request is about, for the sentence that tells of its failure. */
export interface HubSubject {
  readonly model: string;
  readonly revision: string;
  /** Path of a file; absent for questions about the model. */
  readonly file?: string;
}

/**
 * What an answer other than "here it is" means; the hub says more in `X-Error-Code`, as
 * `huggingface_hub`'s `hf_raise_for_status` reads it. Null for an answer that is fine.
 */
export function statusFailure(
  response: Response,
  address: URL,
  subject: HubSubject | null,
  hasToken: boolean,
): TokenscopeError | TransientError | null {
  const { status, headers } = response;
  if (status < 400 || status === 416) {
    return null;
  }
  const { host } = address;
  const wait = retryAfter(headers.get('Retry-After'), headers.get('Date'));
  if (status === 429) {
    const seconds = wait === null ? null : wait / 1_000;
    return new TransientError(new TokenscopeError('HubRateLimited', { host, seconds }), wait);
  }
  if (status >= 500 || status === 408) {
    return new TransientError(new TokenscopeError('HubServerError', { host, status }), wait);
  }
  return refusal(response, address, subject, hasToken);
}

function refusal(
  { status, headers }: Response,
  { host, origin }: URL,
  subject: HubSubject | null,
  hasToken: boolean,
): TokenscopeError {
  const code = headers.get('X-Error-Code');
  if (subject !== null) {
    const { model, revision, file } = subject;
    if (code === 'GatedRepo') {
      return new TokenscopeError('HubGated', { model, page: `${origin}/${model}` });
    }
    if (code === 'RevisionNotFound') {
      return new TokenscopeError('HubUnknownRevision', { model, revision });
    }
    if (code === 'EntryNotFound' && file !== undefined) {
      return new TokenscopeError('HubFileMissing', { model, file });
    }
    // To those who are not logged in the hub does not say whether a model is private or is not there.
    const badToken = /invalid credentials/i.test(headers.get('X-Error-Message') ?? '');
    if (
      code === 'RepoNotFound' ||
      (status === 404 && code === null) ||
      (status === 401 && !hasToken && !badToken)
    ) {
      return new TokenscopeError('HubUnknownModel', { model });
    }
  }
  return status === 401 || status === 403
    ? new TokenscopeError('HubUnauthorized', { host, token: hasToken })
    : new TokenscopeError('HubServerError', { host, status });
}
