import { TokenscopeError } from '../../../common/errors';
import { logSoftmax } from '../../../common/measures/logSoftmax';
import type { RunFacts } from '../../../common/protocol/model/run';
import { CausalSession } from '../completion/causalSession';
import { rowAt } from '../encoder/positions';
import { rowsTogether, runRows } from '../encoder/runRows';
import { encodeMasked } from '../fillMask/maskedText';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, type RunContext } from '../models/runModel';
import type { TokenTexts } from '../models/tokenTexts';
import { leftContext } from '../nextToken/leftContext';

/** What one model says of a place, and how long it takes. */
export interface PlaceReading {
  /** ln p of every token, float64 [vocabulary]. */
  readonly logProbs: Float64Array;
  readonly texts: TokenTexts;
  /** Tokens that it read. */
  readonly ids: readonly number[];
  /** Of each run after the first. */
  readonly milliseconds: readonly number[];
  readonly facts: RunFacts;
}

/** Runs that are timed at most, and for how long. */
const timedRuns = 5;
const timedMilliseconds = 3_000;

/** Reads a place once for its numbers, and again for its time. @throws TokenscopeError `NoMask`, `EmptyText`, `Cancelled`. */
export async function readPlace(
  model: OpenModel,
  text: string,
  focus: number,
  { token }: RunContext,
): Promise<PlaceReading> {
  const began = performance.now();
  const { ids, run } = await (model.ref.task === 'fill-mask'
    ? maskedPlace(model, text, focus)
    : nextPlace(model, text));
  const logProbs = await run();
  if (Number.isNaN(logProbs[0])) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const facts = factsOf(model, began, 1);
  const milliseconds: number[] = [];
  const timing = performance.now();
  while (milliseconds.length < timedRuns && performance.now() - timing < timedMilliseconds) {
    await breathe(token);
    const start = performance.now();
    await run();
    milliseconds.push(performance.now() - start);
  }
  return { logProbs, texts: model.texts, ids, milliseconds, facts };
}

interface Place {
  readonly ids: readonly number[];
  readonly run: () => Promise<Float64Array>;
}

async function maskedPlace(model: OpenModel, text: string, focus: number): Promise<Place> {
  const seen = await encodeMasked(model, requireMask(model), text, focus);
  const [first] = seen.masks;
  const position = (seen.masks.find(({ start }) => start === focus) ?? first)?.position ?? 0;
  const run = async (): Promise<Float64Array> => {
    let logProbs: Float64Array = new Float64Array();
    const options = { outputs: ['logits'], together: rowsTogether(model.ref.precision) };
    await runRows(model.session, [seen], options, (_, outputs) => {
      logProbs = logSoftmax(rowAt(outputs.get('logits'), position));
    });
    return logProbs;
  };
  return { ids: seen.ids, run };
}

async function nextPlace(model: OpenModel, text: string): Promise<Place> {
  const { contextIds } = await leftContext(model, text, '');
  const run = async (): Promise<Float64Array> => {
    const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
    try {
      return logSoftmax(await session.feed(contextIds));
    } finally {
      session.dispose();
    }
  };
  return { ids: contextIds, run };
}
