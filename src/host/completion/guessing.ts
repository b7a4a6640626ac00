import { l10n, type CancellationToken } from 'vscode';
import { idsHold, unmeasured, type Branch } from '../../common/completion/branches';
import type { GuessResult } from '../../common/protocol/model/nextStep';
import type { ViewModel } from '../../common/protocol/views/view';
import type { Completer, CompletionRequest } from './completer';
import type { CompletionSession } from './completionSession';
import type { CompletionTree } from './completionTree';

/** Lets a person guess the next token before it comes. */
export class Guessing {
  constructor(private readonly session: CompletionSession) {}

  /**
   * Scores a guess at the end of the shown text, and lets the next token come: as the form says, the most
   * likely one or a draw. An empty guess is none.
   * @throws TokenscopeError, after the view shows it.
   */
  async guess(guess: string): Promise<void> {
    await this.session.runner.tracked((token) => this.#guess(guess, token));
  }

  async #guess(guess: string, token: CancellationToken): Promise<void> {
    const { book, requests } = this.session;
    const { tree } = book;
    // Another text may be shown before the answer comes.
    const { shown, path } = tree;
    const { completer } = requests;
    const request = requests.run(path.tokens);
    const seed = shown?.origin === 'guessed' ? shown.sampling.seed : request.sampling.seed;
    const sampling = { ...request.sampling, seed, maxNewTokens: 1, stop: [] };
    const ran = completer.shown;
    book.running(ran, l10n.t('Looking at your guess…'));
    const scored = guess === '' ? null : await scoreBest(completer, request, guess, token);
    const result = await completer.complete({ ...request, sampling }, token, () => undefined);
    const place = path.tokens.length;
    const [came] = result.tokens;
    const branch = branchFor(tree, shown, { keep: place, sampling, ran });
    if (came) {
      tree.grow(branch, [came]);
    }
    const { promptTokens, stopReason } = result;
    tree.change(branch, { stopReason, timing: { ...unmeasured, promptTokens } });
    if (came?.logProb != null && scored) {
      book.guessed({
        guess: scored.tokens.map(({ text }) => text).join(''),
        tokens: scored.tokens.length,
        logProb: scored.logProb,
        rank: scored.rankFirst,
        token: came.text,
        tokenLogProb: came.logProb,
        hit: scored.tokens[0]?.id === came.id,
        ...{ branch, place },
      });
    }
    book.settled({ status: 'done' }, result.model);
  }
}

/** The branch that grows token by token; a new one where the text's own was generated, or by another model. */
function branchFor(
  tree: CompletionTree,
  shown: Branch | undefined,
  { keep, sampling, ran }: Pick<Branch, 'keep' | 'sampling'> & { readonly ran: ViewModel },
): number {
  if (
    shown?.origin === 'guessed' &&
    idsHold([shown], ran) &&
    !tree.branches.some(({ parent }) => parent === shown.id)
  ) {
    return shown.id;
  }
  const plan = { origin: 'guessed', parent: shown?.id ?? null, keep, given: [] } as const;
  const [begun] = tree.begin(plan, sampling, { count: 1, numBeams: 1, ran });
  return begun?.id ?? 0;
}

/**
 * A guess read as it is and, where it begins with a letter or digit, also behind a space, since GPT-2's
 * words carry theirs: the likelier of the two counts.
 */
async function scoreBest(
  completer: Completer,
  place: CompletionRequest,
  guess: string,
  token: CancellationToken,
): Promise<GuessResult | null> {
  const readings = /^[\p{L}\p{N}]/u.test(guess) ? [guess, ` ${guess}`] : [guess];
  let best: GuessResult | null = null;
  for (const reading of readings) {
    const result = (await completer.scoreGuess?.(place, reading, token)) ?? null;
    best = best === null || (result && result.logProb > best.logProb) ? result : best;
  }
  return best;
}
