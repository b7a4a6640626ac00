import type { CacheReuse } from '../../../common/protocol/model/completion';
import type { OpenModel } from '../models/openModel';
import { CausalSession } from './causalSession';
import { CausalText, disposedOnError, type ReadPrompt } from './causalText';

/** GPT-2 small fills 75 MB with its whole context, XL 630 MB. */
const usualMostBytes = 256 * 2 ** 20;

/**
 * The text of a model's last run, kept for a run whose prompt begins in the same way. In memory only,
 * and freed with the model. Used in the model's lane only.
 */
export class PromptCache {
  private kept: CausalText | null = null;

  /** @param mostBytes a larger cache is not kept. */
  constructor(private readonly mostBytes = usualMostBytes) {}

  /**
   * Reads a prompt, with what is kept where that is of use; what is not is freed before.
   * @param ids at least one.
   * @param reuse absent: everything is read anew.
   * @returns the text, which is the caller's until it is kept again.
   */
  async read(
    model: Pick<OpenModel, 'session' | 'ref'>,
    ids: readonly number[],
    reuse: CacheReuse | undefined,
  ): Promise<ReadPrompt & { readonly text: CausalText }> {
    const { kept } = this;
    this.kept = null;
    if (kept !== null) {
      const read = reuse && (await disposedOnError(kept, () => kept.readPrompt(ids, reuse)));
      if (read) {
        return { ...read, text: kept };
      }
      kept.dispose();
    }
    const text = new CausalText(
      new CausalSession(model.session, model.ref.id, model.ref.contextLength),
    );
    const read = await disposedOnError(text, () => text.readPrompt(ids, 'same'));
    if (read === null) {
      throw new Error('a new text takes every prompt');
    }
    return { ...read, text };
  }

  /** Keeps a text in place of the last one. */
  keep(text: CausalText): void {
    this.dispose();
    text.freeLogits();
    if (text.bytes <= this.mostBytes) {
      this.kept = text;
    } else {
      text.dispose();
    }
  }

  /** Frees what is kept. */
  dispose(): void {
    this.kept?.dispose();
    this.kept = null;
  }
}
