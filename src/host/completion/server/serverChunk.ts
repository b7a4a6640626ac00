import type { CompletedChoice, CompletedToken } from '../../../common/completion/completedToken';

/** Why a server says that it stopped; `ended`: the text ended or met a stop string, it does not say which. */
export type ServerStop = 'length' | 'end' | 'stop' | 'ended';

/** What one event of the stream says. */
export interface ServerChunk {
  readonly tokens: readonly CompletedToken[];
  readonly stop: ServerStop | null;
  readonly model: string | null;
  readonly fingerprint: string | null;
  readonly promptTokens: number | null;
}

/**
 * Reads an event of a completion stream. What a server sends is trusted in nothing: wrong types count
 * as not told.
 * @param index the number of tokens before.
 * @returns null when it is no event of a completion at all.
 */
export function readChunk(data: unknown, index: number): ServerChunk | null {
  if (!isRecord(data) || !('choices' in data) || !Array.isArray(data['choices'])) {
    return null;
  }
  const choice: unknown = data['choices'][0];
  const usage = data['usage'];
  return {
    tokens: isRecord(choice) ? readTokens(choice, index) : [],
    stop: isRecord(choice) ? readStop(choice) : null,
    model: asText(data['model']),
    fingerprint: asText(data['system_fingerprint']),
    promptTokens: isRecord(usage) ? asCount(usage['prompt_tokens']) : null,
  };
}

type JsonRecord = Readonly<Record<string, unknown>>;

function readTokens(choice: JsonRecord, index: number): CompletedToken[] {
  const text = asText(choice['text']) ?? '';
  const scored = readScored(choice['logprobs']);
  if (scored.length === 0) {
    // A piece of text: the server does not say how many tokens it is.
    return text === ''
      ? []
      : [
          {
            index,
            id: null,
            text,
            logProb: null,
            sampledLogProb: null,
            alternatives: [],
            chunk: text,
          },
        ];
  }
  // Tokens can be parts of characters: their strings do not add up to the text then, which rules.
  const whole = scored.map((token) => token.text).join('') === text;
  return scored.map((token, at) => ({
    ...token,
    index: index + at,
    sampledLogProb: null,
    chunk: whole ? token.text : at === scored.length - 1 ? text : '',
  }));
}

interface Scored extends CompletedChoice {
  readonly alternatives: readonly CompletedChoice[];
}

/** The scored tokens: in the form of OpenAI's completions (vLLM, SGLang), or of its chats (llama.cpp). */
function readScored(logprobs: unknown): Scored[] {
  if (!isRecord(logprobs)) {
    return [];
  }
  const content = logprobs['content'];
  if (Array.isArray(content)) {
    return content.filter(isRecord).map((each) => ({
      ...readChoice(each),
      alternatives: asList(each['top_logprobs']).filter(isRecord).map(readChoice).sort(byLogProb),
    }));
  }
  const logProbs = asList(logprobs['token_logprobs']);
  const tops = asList(logprobs['top_logprobs']);
  return asList(logprobs['tokens']).map((token, at) => ({
    id: null,
    text: asTokenText(token),
    logProb: asLogProb(logProbs[at]),
    alternatives: readTop(tops[at]),
  }));
}

function readChoice(choice: JsonRecord): CompletedChoice {
  return {
    id: asCount(choice['id']),
    text: asTokenText(choice['token']),
    logProb: asLogProb(choice['logprob']),
  };
}

function readTop(top: unknown): CompletedChoice[] {
  return isRecord(top)
    ? Object.entries(top)
        .map(([token, logProb]) => ({
          id: null,
          text: asTokenText(token),
          logProb: asLogProb(logProb),
        }))
        .sort(byLogProb)
    : [];
}

const byLogProb = (a: CompletedChoice, b: CompletedChoice): number =>
  (b.logProb ?? -Infinity) - (a.logProb ?? -Infinity);

/** vLLM names the stop string in `stop_reason`, SGLang in `matched_stop`; others do not tell it apart. */
function readStop(choice: JsonRecord): ServerStop | null {
  const reason = asText(choice['finish_reason']);
  if (reason === null) {
    return null;
  }
  if (reason === 'length') {
    return 'length';
  }
  const matched = choice['stop_reason'] ?? choice['matched_stop'];
  if (typeof matched === 'string') {
    return 'stop';
  }
  return 'stop_reason' in choice || 'matched_stop' in choice ? 'end' : 'ended';
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A token as text; U+FFFD for parts of characters, which some servers write as `bytes:\\xe2\\x80`. */
function asTokenText(value: unknown): string {
  const text = asText(value) ?? '';
  return /^bytes:(\\x[\da-f]{2})+$/i.test(text)
    ? new TextDecoder().decode(
        Uint8Array.from(text.matchAll(/\\x(..)/g), ([, hex]) => parseInt(hex ?? '', 16)),
      )
    : text;
}

function asCount(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}

/** A log-probability: finite and not above 0, but for rounding. (-9999 and the like mean "not among the best".) */
function asLogProb(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value <= 1e-3 && value > -1000
    ? Math.min(0, value)
    : null;
}
