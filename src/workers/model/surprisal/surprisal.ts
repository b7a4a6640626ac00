import { TokenscopeError } from '../../../common/errors';
import { slidingWindows, windowsSeenFirst } from '../../../common/measures/slidingWindows';
import type { SurprisalParams, SurprisalResult } from '../../../common/protocol/model/surprisal';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { boundaryTokens } from './boundaryTokens';
import { encodeWhole, type PlacedTokens } from './encodeWhole';
import { PartMaker } from './partMaker';
import { RowReader } from './rowReader';
import { readWindow } from './readWindow';

/** Answers `surprisal/run`: window by window, what a person sees first; cancelled between chunks. */
export async function readSurprisal(
  params: SurprisalParams,
  context: RunContext,
): Promise<SurprisalResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { text, startToken, visible } = params;
    const tokens = await encodeWhole(model.tokenizer, text, () => breathe(context.token));
    const before = startToken ? 1 : 0;
    const ids = new Uint32Array(before + tokens.ids.length);
    ids.set(tokens.ids, before);
    if (startToken) {
      ids[0] = startId(model);
    }
    // The end of the text is one place more: what follows the last token is read as well.
    const laid = slidingWindows(ids.length, model.ref.contextLength);
    const stride = laid[1]?.start ?? model.ref.contextLength;
    const parts = new PartMaker(model, text, tokens, before, () => ({
      windows: laid.length,
      stride,
      facts: factsOf(model, began, 1),
    }));
    if (!startToken) {
      context.report({ kind: 'part', part: parts.firstWithoutValue() });
    }
    const [from, to] = tokensOf(tokens, visible);
    const windows = windowsSeenFirst(laid, from + before, to + before);
    await readAll(model, ids, windows, parts, context);
    return { total: tokens.ids.length, facts: factsOf(model, began, 1) };
  });
}

/** Reports each token, in the order of the windows. */
async function readAll(
  model: OpenModel,
  ids: Uint32Array,
  windows: ReturnType<typeof slidingWindows>,
  parts: PartMaker,
  { token, report }: RunContext,
): Promise<void> {
  const reader = new RowReader(boundaryTokens(model));
  const total = windows.reduce((sum, { start, end }) => sum + end - start, 0);
  let [done, percent] = [0, -1];
  let reading = Promise.resolve();
  try {
    for (const window of windows) {
      await readWindow(model, ids, window, async (fed, rows) => {
        // The rows before these were read while the model computed.
        await reading;
        if (rows !== null) {
          const { first, count, logits } = rows;
          const targets = Int32Array.from({ length: count }, (_, row) => ids[first + row] ?? -1);
          reading = reader.read(logits, targets).then((readings) =>
            report({
              kind: 'part',
              part: parts.part(first, first - window.start, readings),
            }),
          );
          // Of a run that ends before it is awaited.
          reading.catch(() => undefined);
        }
        done += fed;
        if (Math.floor((100 * done) / total) > percent) {
          percent = Math.floor((100 * done) / total);
          report({ kind: 'share', share: done / total });
        }
        await breathe(token);
      });
    }
    await reading;
  } finally {
    reader.dispose();
  }
}

/** Indexes of the tokens in a range of the text, the end exclusive; all of no range. */
function tokensOf(
  { starts, ends }: PlacedTokens,
  range: SurprisalParams['visible'],
): [number, number] {
  if (range === null) {
    return [0, starts.length];
  }
  const first = ends.findIndex((end) => end > range.start);
  const after = starts.findIndex((start) => start >= range.end);
  return [first < 0 ? starts.length : first, after < 0 ? starts.length : after];
}

/** The end-of-text token, with which GPT-2 begins a text too. */
function startId({ endIds }: OpenModel): number {
  const [id] = endIds;
  if (id === undefined) {
    throw new TokenscopeError('Internal', { reason: 'the model names no end-of-text token' });
  }
  return id;
}
