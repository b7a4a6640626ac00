import { fillMaskLimits } from '../../../common/decoding/fillMaskLimits';
import { TokenscopeError } from '../../../common/errors';
import { checkNumber } from '../../../common/numbers';
import type { Candidate } from '../../../common/protocol/model/fillMask';
import {
  randomMaskLimits,
  type ChosenToken,
  type RandomMasksParams,
  type RandomMasksResult,
} from '../../../common/protocol/model/randomMasks';
import { generatorName, seededRandom } from '../decoding/random';
import { encodeSentence, type EncodedSentence } from '../encoder/encodeSentence';
import { MaskScores } from '../fillMask/scores';
import { ScoreReads, tokenScore, type TokenScore } from '../masked/scoreReads';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import { runModel, type RunContext } from '../models/runModel';
import { drawMasks, type Drawn } from './drawMasks';

/** Answers `randomMasks/run`. */
export async function runRandomMasks(
  params: RandomMasksParams,
  context: RunContext,
): Promise<RandomMasksResult> {
  const { text, share, scheme, seed, topK } = params;
  checkNumber('share', share, randomMaskLimits.share);
  checkNumber('seed', seed, randomMaskLimits.seed);
  checkNumber('topK', topK, fillMaskLimits.topK);
  return runModel(context, params, 'fill-mask', async (model) => {
    const began = performance.now();
    const mask = requireMask(model);
    const sentence = await encodeSentence(model, text);
    const random = seededRandom(seed);
    const drawn = drawMasks(
      {
        positions: positionsOf(model, sentence),
        ids: sentence.ids,
        share,
        scheme,
        maskId: mask.id,
        randomId: (at) => randomId(model, at),
      },
      random,
    );
    if (drawn.length === 0) {
      throw new TokenscopeError('EmptyText', {});
    }
    const row = { ids: replaced(sentence.ids, drawn), typeIds: sentence.typeIds };
    const reads = new ScoreReads();
    const chosen = drawn.map((each) => {
      let score: TokenScore = { logProb: Number.NaN, rank: 0 };
      let guesses: Candidate[] = [];
      reads.add(row, each.position, (logits) => {
        score = tokenScore(logits, sentence.ids[each.position] ?? 0);
        guesses = new MaskScores(logits, model.texts).top(topK);
      });
      return () => chosenToken(model, sentence, each, score, guesses);
    });
    const facts = await reads.run(model, context, began);
    const tokens = chosen.map((each) => each());
    return {
      chosen: tokens,
      accuracy: tokens.filter(({ rank }) => rank === 1).length / tokens.length,
      loss: -tokens.reduce((sum, { logProb }) => sum + logProb, 0) / tokens.length,
      tokens: sentence.ids.length,
      dropped: sentence.dropped,
      end: Math.max(...sentence.ends),
      generator: generatorName,
      facts,
    };
  });
}

/** The text's own tokens; masks that it holds already are no tokens to guess. */
function positionsOf(model: OpenModel, { ids, sequences }: EncodedSentence): number[] {
  return ids.flatMap((id, position) =>
    sequences[position] === -1 || model.texts.special(id) ? [] : [position],
  );
}

/** Any token of the vocabulary but special ones. @param at from 0 to 1. */
function randomId(model: OpenModel, at: number): number {
  const { vocabularySize } = model.tokenizer;
  let id = Math.floor(at * vocabularySize);
  while (model.texts.special(id)) {
    id = (id + 1) % vocabularySize;
  }
  return id;
}

function replaced(ids: readonly number[], drawn: readonly Drawn[]): number[] {
  const row = [...ids];
  for (const { position, id } of drawn) {
    row[position] = id;
  }
  return row;
}

function chosenToken(
  model: OpenModel,
  { ids, starts, ends }: EncodedSentence,
  { position, treatment, id }: Drawn,
  { logProb, rank }: TokenScore,
  guesses: readonly Candidate[],
): ChosenToken {
  const own = ids[position] ?? 0;
  return {
    start: starts[position] ?? 0,
    end: ends[position] ?? 0,
    id: own,
    token: model.texts.token(own),
    treatment,
    shown: model.texts.token(id),
    logProb,
    rank,
    guesses,
  };
}
