import { TokenscopeError } from '../../../common/errors';
import type {
  ScoredText,
  SentenceScoresParams,
  SentenceScoresResult,
} from '../../../common/protocol/model/sentenceScores';
import { encodeSentence } from '../encoder/encodeSentence';
import { rowAt } from '../encoder/positions';
import { rowsTogether, runRows } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { passOf, scoredPositions, type Pass, type ScoredPositions } from './passes';
import { readToken, type TokenReading } from './readToken';
import { SharedTokens } from './sharedTokens';

/** Tokens of a run at most: it has a pass for each, and so many take minutes. */
const maxTokens = 20_000;

/** Answers `sentenceScores/run`: a row for each token, rows of equal length in one batch. */
export async function scoreSentences(
  params: SentenceScoresParams,
  context: RunContext,
): Promise<SentenceScoresResult> {
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const maskId = model.maskToken?.id;
    if (maskId === undefined) {
      throw new TokenscopeError('WrongModelKind', { model: model.ref.id, needed: 'fill-mask' });
    }
    const texts = await encodeAll(model, params.texts);
    const passes = texts.flatMap((text, index) =>
      text.positions.map((_, token) => passOf(text, index, token, params.kind, maskId)),
    );
    const shared = new SharedTokens(texts, params.pairs);
    const all = [...passes, ...shared.furtherPasses(passes, maskId)];
    const readings = await runPasses(model, all, texts, context);
    const together = rowsTogether(model.ref.precision);
    let next = 0;
    return {
      texts: texts.map((text) =>
        scoredText(model, text, readings.slice(next, (next += text.positions.length))),
      ),
      pairs: shared.read(all, readings),
      facts: factsOf(model, began, Math.max(1, ...all.map(({ ids }) => together(ids.length)))),
    };
  });
}

/** @throws TokenscopeError `EmptyText`, `TooLong`. */
async function encodeAll(model: OpenModel, texts: readonly string[]): Promise<ScoredPositions[]> {
  if (texts.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  const encoded: ScoredPositions[] = [];
  for (const text of texts) {
    encoded.push(scoredPositions(model, await encodeSentence(model, text)));
  }
  const actual = encoded.reduce((sum, { positions }) => sum + positions.length, 0);
  if (actual > maxTokens) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: maxTokens });
  }
  return encoded;
}

async function runPasses(
  model: OpenModel,
  passes: readonly Pass[],
  texts: readonly ScoredPositions[],
  { token, report }: RunContext,
): Promise<TokenReading[]> {
  const readings: TokenReading[] = [];
  let percent = -1;
  const run = {
    outputs: ['logits'],
    together: rowsTogether(model.ref.precision),
    token,
    onDone: (done: number) => {
      const share = done / passes.length;
      // The host sends its whole state to the view each time.
      if (Math.floor(100 * share) > percent) {
        percent = Math.floor(100 * share);
        report({ kind: 'share', share });
      }
    },
  };
  await runRows(model.session, passes, run, async (index, outputs) => {
    const { text, position } = passes[index] ?? { text: 0, position: 0 };
    const id = texts[text]?.text.ids[position] ?? 0;
    readings[index] = readToken(rowAt(outputs.get('logits'), position), id, model.texts);
    await breathe(token);
  });
  return readings;
}

function scoredText(
  model: OpenModel,
  { text, positions, special }: ScoredPositions,
  readings: readonly TokenReading[],
): ScoredText {
  const tokens = readings.map((reading, index) => {
    const position = positions[index] ?? 0;
    const id = text.ids[position] ?? 0;
    return {
      token: model.texts.token(id),
      id,
      start: text.starts[position] ?? 0,
      end: text.ends[position] ?? 0,
      word: text.words[position] ?? 0,
      unknown: id === model.tokenizer.unknownId,
      ...reading,
    };
  });
  return { tokens, dropped: text.dropped, special };
}
