import { TokenscopeError } from '../../../common/errors';
import type { ServerAddress } from './serverAddress';
import { furtherFields } from './serverRequest';

/** Characters of a server's own words that are shown. */
const shownCharacters = 200;

/** Bytes that are read of the body of an error. */
const readBytes = 65_536;

/**
 * The error that an answer without success stands for; 404 is `ServerRefused` here: what was not found,
 * only the list of models can tell.
 */
export async function refusal(
  response: Response,
  { host, origin }: ServerAddress,
  keySent: boolean,
): Promise<TokenscopeError> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    void response.body?.cancel();
    const to = headers.get('location') ?? '';
    return new TokenscopeError('ServerRedirected', {
      host,
      to: URL.canParse(to, origin) ? new URL(to, origin).origin : '?',
    });
  }
  const said = await words(response);
  switch (status) {
    case 401:
    case 403:
      return new TokenscopeError('ServerKeyRefused', { host, sent: keySent });
    case 429:
      return new TokenscopeError('ServerBusy', {
        host,
        seconds: secondsToWait(headers.get('retry-after')),
      });
    default: {
      if (status >= 500) {
        return new TokenscopeError('ServerFailed', { host, status, said });
      }
      const field = furtherFields.find((name) => said.includes(name)) ?? null;
      return new TokenscopeError('ServerRefused', { host, status, said, field });
    }
  }
}

/** `Retry-After` in seconds from now, whether it is a number or a date; null when it says neither. */
function secondsToWait(header: string | null): number | null {
  if (header === null) {
    return null;
  }
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** What the server says in its body, as one short line; nothing for a web page. */
async function words(response: Response): Promise<string> {
  const text = await firstText(response);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return /^\s*</.test(text) ? '' : shortLine(text);
  }
  return shortLine(serverMessage(body));
}

async function firstText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; reader && bytes < readBytes;) {
    const { value, done } = await reader.read();
    if (done) {
      return text;
    }
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}

/** The message of an error object: OpenAI's `{error: {message}}`, vLLM's older `{message}`, FastAPI's `{detail}`. */
export function serverMessage(body: unknown): string {
  if (typeof body === 'string') {
    return body;
  }
  if (typeof body !== 'object' || body === null) {
    return '';
  }
  for (const name of ['error', 'message', 'detail'] as const) {
    const message = serverMessage((body as Record<string, unknown>)[name]);
    if (message !== '') {
      return message;
    }
  }
  return '';
}

/** A server's words on one line, cut where they are long. */
export function shortLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > shownCharacters
    ? `${line.slice(0, shownCharacters).replace(/\p{Cs}$/u, '')}…`
    : line;
}
