import { TokenscopeError } from '../../../common/errors';
import type { Candidate } from '../../../common/protocol/model/fillMask';
import type { NextTokenParams, NextTokenResult } from '../../../common/protocol/model/nextToken';
import { CausalSession } from '../completion/causalSession';
import { MaskScores } from '../fillMask/scores';
import { tokenScore, type TokenScore } from '../masked/scoreReads';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';

/** Answers `nextToken/run`. */
export async function runNextToken(
  params: NextTokenParams,
  context: RunContext,
): Promise<NextTokenResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { left, target, topK } = params;
    const before = await encode(model, left);
    const whole = await encode(model, left + target);
    const changesLeft = before.some((id, index) => whole[index] !== id);
    const ids = changesLeft ? [] : whole.slice(before.length);
    const room = Math.max(1, model.ref.contextLength - ids.length - 1);
    const read = before.slice(-room);
    const start = startId(model);
    const contextIds = start === null ? read : [start, ...read];
    if (contextIds.length === 0) {
      throw new TokenscopeError('EmptyText', {});
    }
    const { candidates, scores } = await scoreNext(model, contextIds, ids, topK, context);
    return {
      candidates,
      ids,
      tokens: ids.map((id) => model.texts.token(id)),
      logProb:
        ids.length === 0 ? Number.NaN : scores.reduce((sum, { logProb }) => sum + logProb, 0),
      rankFirst: scores[0]?.rank ?? 0,
      changesLeft,
      contextTokens: contextIds.length,
      dropped: before.length - read.length,
      facts: factsOf(model, began, 1),
    };
  });
}

async function scoreNext(
  model: OpenModel,
  context: readonly number[],
  ids: readonly number[],
  topK: number,
  { token }: RunContext,
): Promise<{ candidates: Candidate[]; scores: TokenScore[] }> {
  const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    const scores: TokenScore[] = [];
    let logits = await session.feed(context);
    const candidates = new MaskScores(logits, model.texts).top(topK);
    for (const [index, id] of ids.entries()) {
      scores.push(tokenScore(logits, id));
      if (index + 1 < ids.length) {
        await breathe(token);
        logits = await session.feed([id]);
      }
    }
    return { candidates, scores };
  } finally {
    session.dispose();
  }
}

async function encode(model: OpenModel, text: string): Promise<number[]> {
  if (text === '') {
    return [];
  }
  const encoding = await model.tokenizer.tokenizer.encode(text, null, { addSpecialTokens: false });
  return encoding.getIds();
}

/** `<|endoftext|>`, which texts of pretraining begin behind. */
function startId({ endIds }: OpenModel): number | null {
  const [id] = endIds;
  return id ?? null;
}
