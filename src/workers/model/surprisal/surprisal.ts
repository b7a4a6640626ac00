import { TokenscopeError } from '../../../common/errors';
import { slidingWindows } from '../../../common/measures/slidingWindows';
import type {
  ReadToken,
  SurprisalParams,
  SurprisalResult,
} from '../../../common/protocol/model/surprisal';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { beginsWithSpace, boundaryTokens } from './boundaryTokens';
import { encodeWhole, type PlacedToken } from './encodeWhole';
import { readDistribution, type DistributionReading } from './readDistribution';
import { readWindow } from './readWindow';

/** What was read at the place of a token. */
interface PlaceReading extends DistributionReading {
  readonly context: number;
}

/** Answers `surprisal/run`: window by window, cancelled between chunks. */
export async function readSurprisal(
  params: SurprisalParams,
  context: RunContext,
): Promise<SurprisalResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const tokens = await encodeWhole(model.tokenizer, params.text);
    const prefix = params.startToken ? [startId(model)] : [];
    const ids = [...prefix, ...tokens.map(({ id }) => id)];
    // The end of the text is one place more: what follows the last token is read as well.
    const windows = slidingWindows(ids.length, model.ref.contextLength);
    const readings = await readAll(model, ids, windows, context);
    const last = readings.pop();
    return {
      // Without a start token nothing was read at the place of the first one.
      tokens: tokens.map((token, index) =>
        readToken(model, token, readings[index + prefix.length]),
      ),
      boundaryAfter: last?.logBoundary ?? Number.NaN,
      windows: windows.length,
      stride: windows[1]?.start ?? model.ref.contextLength,
      facts: factsOf(model, began, 1),
    };
  });
}

/** What was read before each of the ids, and after the last; nothing before the first. */
async function readAll(
  model: OpenModel,
  ids: readonly number[],
  windows: ReturnType<typeof slidingWindows>,
  { token, report }: RunContext,
): Promise<(PlaceReading | undefined)[]> {
  const boundary = boundaryTokens(model);
  const readings: (PlaceReading | undefined)[] = [undefined];
  const total = windows.reduce((sum, { start, end }) => sum + end - start, 0);
  let [done, percent] = [0, -1];
  for (const window of windows) {
    await readWindow(
      model,
      ids,
      window,
      (index, logits) => {
        const reading = readDistribution(logits, ids[index] ?? -1, boundary);
        readings[index] = { ...reading, context: index - window.start };
      },
      async (fed) => {
        done += fed;
        // The host sends its whole state to the view each time.
        if (Math.floor((100 * done) / total) > percent) {
          percent = Math.floor((100 * done) / total);
          report({ kind: 'share', share: done / total });
        }
        await breathe(token);
      },
    );
  }
  return readings;
}

function readToken(
  { texts }: OpenModel,
  { id, start, end }: PlacedToken,
  reading: PlaceReading | undefined,
): ReadToken {
  const best = reading?.expected[0];
  return {
    token: texts.token(id),
    id,
    start,
    end,
    leadingSpace: beginsWithSpace(texts.text(id)),
    logProb: reading?.logProb ?? null,
    rank: reading?.rank ?? null,
    entropy: reading?.entropy ?? null,
    logBoundary: reading?.logBoundary ?? null,
    expected: (reading?.expected ?? []).map((each) => ({
      text: texts.text(each.id),
      logProb: each.logProb,
    })),
    top1: best ? texts.token(best.id) : null,
    context: reading?.context ?? 0,
  };
}

/** The end-of-text token, with which GPT-2 begins a text too. */
function startId({ endIds }: OpenModel): number {
  const [id] = endIds;
  if (id === undefined) {
    throw new TokenscopeError('Internal', { reason: 'the model names no end-of-text token' });
  }
  return id;
}
