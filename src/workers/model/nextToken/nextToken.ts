import type { Candidate } from '../../../common/protocol/model/fillMask';
import type { NextTokenParams, NextTokenResult } from '../../../common/protocol/model/nextToken';
import { CausalSession } from '../completion/causalSession';
import { MaskScores } from '../fillMask/scores';
import { tokenScore, type TokenScore } from '../masked/scoreReads';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { leftContext } from './leftContext';

/** Answers `nextToken/run`. */
export async function runNextToken(
  params: NextTokenParams,
  context: RunContext,
): Promise<NextTokenResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { left, target, topK } = params;
    const { contextIds, ids, changesLeft, dropped } = await leftContext(model, left, target);
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
      dropped,
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
