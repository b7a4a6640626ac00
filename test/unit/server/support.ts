import assert from 'node:assert/strict';
import { isTokenscopeError, type ErrorArguments, type ErrorCode } from '../../../src/common/errors';
import type { SamplingParams } from '../../../src/common/protocol/model/completion';
import type { CompletedToken } from '../../../src/common/completion/completedToken';
import { parseServerAddress } from '../../../src/host/completion/server/serverAddress';
import type { ServerTarget } from '../../../src/host/completion/server/serverClient';
import type { ServerRequest } from '../../../src/host/completion/server/serverRequest';
import {
  streamCompletion,
  type ServerAnswer,
} from '../../../src/host/completion/server/streamCompletion';

const sampling: SamplingParams = {
  maxNewTokens: 40,
  greedy: true,
  seed: 7,
  stop: [],
  repetitionPenalty: 1,
  noRepeatNgramSize: 0,
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
};

/** A server at this base address, reached by Node's own fetch. */
export function target(base: string, changes: Partial<ServerTarget> = {}): ServerTarget {
  return {
    address: parseServerAddress(base),
    key: null,
    limits: { first: 5, next: 5 },
    fetch,
    ...changes,
  };
}

/** A request for the text that the test server writes. */
export function request(
  changes: Partial<SamplingParams> = {},
  rest: Partial<ServerRequest> = {},
): ServerRequest {
  return {
    model: 'test-model',
    prompt: 'That night',
    sampling: { ...sampling, ...changes },
    further: true,
    ...rest,
  };
}

/** Runs a request to its end; `streamed` gets the tokens as they come. */
export function stream(
  to: ServerTarget,
  streamed: CompletedToken[] = [],
  what = request(),
  signal = new AbortController().signal,
): Promise<ServerAnswer> {
  return streamCompletion(to, what, signal, (tokens) => void streamed.push(...tokens));
}

/** Expects an error of this code, and returns its arguments. */
export async function failsWith<C extends ErrorCode>(
  work: Promise<unknown>,
  code: C,
): Promise<ErrorArguments[C]> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(isTokenscopeError(error, code), String(error));
  return error.args;
}
