import type { CacheReuse } from '../../../common/protocol/model/completion';
import type { OpenModel } from '../models/openModel';
import { CausalSession } from './causalSession';
import { CausalText, disposedOnError, type ReadPrompt } from './causalText';

/** GPT-2 small fills 75 MB with its whole context, XL 630 MB. */
const usualMostBytes = 256 * 2 ** 20;

/** What a model is to read, and what of the last run it may use. */
export interface WantedPrompt {
  /** At least one. */
  readonly ids: readonly number[];
  /** Absent: everything is read anew. */
  readonly reuse?: CacheReuse | undefined;
}

/** A prompt that was read, and its text. */
export interface LentPrompt extends ReadPrompt {
  readonly text: CausalText;
}

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
  ): Promise<LentPrompt> {
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

  /**
   * Reads a prompt as {@link read} does, works with its text, and keeps it; where the work fails, its
   * memory is given back.
   */
  async use<T>(
    model: Pick<OpenModel, 'session' | 'ref'>,
    { ids, reuse }: WantedPrompt,
    work: (prompt: LentPrompt) => T | Promise<T>,
  ): Promise<T> {
    const prompt = await this.read(model, ids, reuse);
    const value = await disposedOnError(prompt.text, () => work(prompt));
    this.keep(prompt.text);
    return value;
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
