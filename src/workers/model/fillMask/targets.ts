import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import type { Candidate } from '../../../common/protocol/model/fillMask';
import type { OpenModel } from '../models/openModel';
import type { MaskedText, SeenMask } from './maskedText';
import type { MaskScores } from './scores';

/** Encodings asked of the tokenizer at once. */
const batch = 64;

/**
 * Scores words at one mask. A word's ids are what stands at the mask's place when the text is encoded
 * with the word written in; all other tokens must stay the same (measures: target ids). A word alone
 * would lose the leading space that byte-level tokens have.
 *
 * No score (`logProb` NaN, `rank` 0) is given to a word outside the vocabulary (`oov`, no ids), to one
 * of several pieces (its ids are given), and to one that changes the tokens around it (no ids).
 * @param text the whole text.
 */
export async function scoreTargets(
  model: OpenModel,
  text: string,
  seen: MaskedText,
  mask: SeenMask,
  targets: readonly string[],
  scores: MaskScores,
  token: CancellationToken,
): Promise<Candidate[]> {
  const { start, end } = seen.window ?? { start: 0, end: text.length };
  const before = text.slice(start, mask.start);
  const after = text.slice(mask.end, end);
  const candidates: Candidate[] = [];
  for (let from = 0; from < targets.length; from += batch) {
    if (token.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const words = targets.slice(from, from + batch);
    const encodings = await model.tokenizer.tokenizer.encodeBatch(
      words.map((word) => before + word.trim() + after),
    );
    encodings.forEach((encoding, index) => {
      const ids = idsAtMask(encoding.getIds(), seen, mask);
      candidates.push(score(model, words[index] ?? '', ids, scores));
    });
  }
  return candidates;
}

/** The ids in the mask's place; null when other tokens changed, or when nothing stands there. */
export function idsAtMask(
  written: readonly number[],
  seen: MaskedText,
  mask: SeenMask,
): readonly number[] | null {
  const following = seen.ids.length - mask.position - 1;
  const end = written.length - following;
  const same =
    end > mask.position &&
    seen.ids.every(
      (id, index) =>
        index === mask.position ||
        id === written[index < mask.position ? index : index - mask.position - 1 + end],
    );
  return same ? written.slice(mask.position, end) : null;
}

function score(
  model: OpenModel,
  word: string,
  ids: readonly number[] | null,
  scores: MaskScores,
): Candidate {
  const [id, ...others] = ids ?? [];
  const oov = ids?.some((piece) => piece === model.tokenizer.unknownId) ?? false;
  if (id !== undefined && others.length === 0 && !oov) {
    return scores.target(id, word);
  }
  const pieces = ids === null || oov ? [] : ids;
  return {
    text: word,
    token: pieces.map((piece) => model.texts.token(piece)).join(' '),
    ids: pieces,
    logProb: Number.NaN,
    rank: 0,
    oov,
    special: false,
    scoring: 'single_only',
  };
}
