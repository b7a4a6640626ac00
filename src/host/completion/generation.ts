import type { Branch } from '../../common/completion/branches';
import { isPiece, type CompletedToken } from '../../common/completion/completedToken';
import type { CompletionProgress } from '../../common/protocol/model/completion';
import type { CompletionTree } from './completionTree';
import type { TextResult, TextsProgress } from './completer';
import { speed, timingOf } from './completionStates';

/** What a run tells while it goes on. */
export interface GenerationListener {
  /** The model has been loaded, or the prompt read. */
  promptRead(progress: CompletionProgress & { readonly kind: 'prompt' }): void;
  /** A beam search has come so many tokens far. */
  searched(length: number): void;
  tokensAdded(branch: Branch, from: number, tokens: readonly CompletedToken[]): void;
}

/** One run of a model, which fills branches of a tree as its tokens come. */
export class Generation {
  readonly #ids: readonly number[];
  #startedAt = performance.now();

  constructor(
    private readonly tree: CompletionTree,
    begun: readonly Branch[],
    private readonly on: GenerationListener,
  ) {
    this.#ids = begun.map(({ id }) => id);
  }

  progressed(progress: TextsProgress): void {
    switch (progress.kind) {
      case 'loading':
        // Speed is the model's, loading is not part of it.
        this.#startedAt = performance.now();
        return;
      case 'prompt':
        for (const branch of this.#branches) {
          const { promptTokens, prefixText } = progress;
          const timing = { ...branch.timing, promptTokens };
          this.tree.change(branch.id, { timing, readText: prefixText });
        }
        this.on.promptRead(progress);
        return;
      case 'beams':
        this.on.searched(progress.length);
        return;
      case 'tokens':
        this.#grow(progress.sample, progress.tokens);
    }
  }

  /** The results rule: their tokens hold what was held back to the end. */
  finish(results: readonly TextResult[]): void {
    for (const [k, branch] of this.#branches.entries()) {
      const result = results[k];
      if (result) {
        const { promptTokens, millisecondsToFirstToken, stopReason } = result;
        this.tree.change(branch.id, {
          tokens: [...branch.tokens.slice(0, branch.given), ...result.tokens],
          stopReason,
          ...(result.shown && { ran: result.shown }),
          score: result.score ?? null,
          sampling: { ...branch.sampling, seed: result.seed },
          timing: {
            promptTokens,
            millisecondsToFirstToken,
            tokensPerSecond: result.tokens.some(isPiece) ? null : speed(timingOf(result)),
          },
        });
      } else {
        this.tree.drop(branch.id);
      }
    }
  }

  /** What was streamed stays; a branch without anything is no branch. */
  interrupt(stopReason: 'cancelled' | 'failed'): void {
    for (const { id, tokens, given } of this.#branches) {
      if (tokens.length === given) {
        this.tree.drop(id);
      } else {
        this.tree.change(id, { stopReason });
      }
    }
  }

  #grow(sample: number, tokens: readonly CompletedToken[]): void {
    const branch = this.#branches[sample];
    if (!branch) {
      return;
    }
    const elapsed = performance.now() - this.#startedAt;
    const first = branch.timing.millisecondsToFirstToken ?? elapsed;
    const from = branch.keep + branch.tokens.length;
    const count = branch.tokens.length - branch.given + tokens.length;
    this.tree.change(branch.id, {
      tokens: [...branch.tokens, ...tokens],
      timing: {
        ...branch.timing,
        millisecondsToFirstToken: first,
        // How many tokens a piece is, nobody told.
        tokensPerSecond: tokens.some(isPiece)
          ? null
          : speed({ tokens: count, milliseconds: elapsed, millisecondsToFirstToken: first }),
      },
    });
    this.on.tokensAdded(this.tree.find(branch.id) ?? branch, from, tokens);
  }

  get #branches(): readonly Branch[] {
    return this.#ids.flatMap((id) => this.tree.find(id) ?? []);
  }
}
