import type { CancellationToken } from 'vscode-jsonrpc';
import { checkBeams } from '../../../common/decoding/checkSampling';
import type { GeneratedToken } from '../../../common/protocol/model/completion';
import type {
  BeamProgress,
  BeamResult,
  CompletionBeamsParams,
} from '../../../common/protocol/model/completionBeams';
import type { OpenModel } from '../models/openModel';
import type { ModelRegistry } from '../models/registry';
import { beamSearch, type BeamSearch } from './beamSearch';
import { checkPrompt } from './complete';
import type { EndedBeam } from './endedBeams';
import { modelUse, promptProgress, resultOf, startRun, type PromptRun } from './promptRun';
import { sameInBatch, withRows } from './rows';
import { TextOfTokens } from './textOfTokens';

/** At most one message of open texts in this time: they are sent whole. */
const interval = 50;

/**
 * Answers `completion/beams`.
 * @param report called with what happens on the way.
 * @throws TokenscopeError as `completeText` does.
 */
export async function completeWithBeams(
  registry: ModelRegistry,
  params: CompletionBeamsParams,
  token: CancellationToken,
  report: (progress: BeamProgress) => void,
): Promise<readonly BeamResult[]> {
  const checked = { ...params, beams: checkBeams(params.beams) };
  checkPrompt(params);
  return registry.use(
    modelUse(params, token, report),
    (model) => run(model, checked, token, report),
    () => [],
  );
}

async function run(
  model: OpenModel,
  params: CompletionBeamsParams,
  token: CancellationToken,
  report: (progress: BeamProgress) => void,
): Promise<readonly BeamResult[]> {
  const ready = await startRun(model, params);
  report(promptProgress(ready));
  const together = params.batch ?? sameInBatch(model.ref.precision);
  return withRows(model, ready.loopPrompt, { count: 1, together }, async (rows, read) => {
    const firstAt = performance.now();
    const found = await beamSearch(searchOf(ready, params, report), rows, read.logits, token);
    return found.slice(0, params.beams.numReturn).map((beam) => {
      const { stopReason, score, sum } = beam;
      const decoded = {
        tokens: tokensOf(ready, beam),
        stopReason,
        cachedTokens: read.cachedTokens,
      };
      return { ...resultOf(ready, decoded, firstAt), sumLogProb: sum, score };
    });
  });
}

function searchOf(
  ready: PromptRun,
  { beams }: CompletionBeamsParams,
  report: (progress: BeamProgress) => void,
): BeamSearch {
  const { model, sampling, prompt } = ready;
  let sentAt = -Infinity;
  return {
    model,
    promptIds: prompt.ids,
    params: sampling,
    beams,
    stopped: (ids) => sampling.stop.length > 0 && chunksOf(ready, ids).stopped,
    onStep: (open) => {
      if (performance.now() - sentAt >= interval) {
        const texts = open.map(({ tokens }) =>
          chunksOf(
            ready,
            tokens.map(({ id }) => id),
          ).chunks.join(''),
        );
        report({ kind: 'beams', length: open[0]?.tokens.length ?? 0, texts });
        sentAt = performance.now();
      }
    },
  };
}

/** The text of each token that became certain with it, and whether the last one completed a stop string. */
function chunksOf(
  { model, sampling, loopPrompt }: PromptRun,
  ids: readonly number[],
  ended = false,
): { readonly chunks: readonly string[]; readonly stopped: boolean } {
  const text = new TextOfTokens(model.texts, sampling.stop);
  text.follow(loopPrompt.prefixIds ?? []);
  const pieces = ids.map((id) => text.push(id));
  const stopped = pieces.at(-1)?.stopped ?? false;
  const held = ended && !stopped ? text.end() : '';
  const last = pieces.length - 1;
  return {
    chunks: pieces.map(({ chunk }, index) => (index === last ? chunk + held : chunk)),
    stopped,
  };
}

function tokensOf(ready: PromptRun, { tokens }: EndedBeam): GeneratedToken[] {
  const { chunks } = chunksOf(
    ready,
    tokens.map(({ id }) => id),
    true,
  );
  return tokens.map(({ id, logProb, alternatives }, index) => ({
    index,
    id,
    text: ready.model.texts.text(id),
    logProb,
    sampledLogProb: 0,
    alternatives,
    chunk: chunks[index] ?? '',
  }));
}
