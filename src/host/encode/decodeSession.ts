import { EventEmitter, l10n } from 'vscode';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { decodeTokens, type DecodeTokensResult } from '../../common/protocol/tokenizer/encode';
import { emptyDecode, type DecodeRow, type DecodeState } from '../../common/protocol/views/decode';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';

/** Ids that the view shows at most. */
const shownIds = 5_000;

/** The Decode tab's state and what can be done with it; one run at a time. */
export class DecodeSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #didChange = this.add(new EventEmitter<DecodeState>());
  readonly onDidChange = this.#didChange.event;
  #state = emptyDecode;
  #settled = emptyDecode;
  #ids: readonly number[] | null = null;

  constructor(
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly runs: Runs,
  ) {
    super();
    this.add(
      tokenizers.onDidChange(() => {
        if (this.#ids) {
          void this.run(this.#ids, this.#state.skipSpecialTokens, this.#state.pasted);
        }
      }),
    );
  }

  get state(): DecodeState {
    return this.#state;
  }

  /**
   * Decodes ids with the tokenizer that is chosen. Errors are shown in the state.
   * @param pasted what they were read out of, kept for the view.
   */
  async run(ids: readonly number[], skipSpecialTokens: boolean, pasted = ''): Promise<void> {
    this.#ids = ids;
    const tokenizer = this.tokenizers.current;
    try {
      const work = this.#slot.run((token) =>
        this.worker.request(decodeTokens, { tokenizer, ids, skipSpecialTokens }, token),
      );
      this.#set({ status: 'running', skipSpecialTokens, pasted, error: null });
      const result = await this.runs.track(() => this.#slot.cancel(), work);
      this.#set({ ...decoded(ids, result), tokenizer: tokenizer.id });
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.#set({
          ...this.#settled,
          skipSpecialTokens,
          pasted,
          status: 'failed',
          error: viewError(error),
        });
      } else if (!this.#slot.busy) {
        // The rows stay those of the list before; what is pasted stays in the field.
        this.#set({ ...this.#settled, pasted: this.#state.pasted, bad: [] });
      }
    }
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** Forgets the ids. */
  clear(): void {
    this.cancel();
    this.#ids = null;
    this.#set(emptyDecode);
  }

  #set(change: Partial<DecodeState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#state.status === 'done' || this.#state.status === 'empty') {
      this.#settled = this.#state;
    }
    this.#didChange.fire(this.#state);
  }
}

function decoded(
  ids: readonly number[],
  { text, tokens, special, pieces, bad }: DecodeTokensResult,
): Partial<DecodeState> {
  return {
    status: 'done',
    text,
    rows: ids.slice(0, shownIds).map((id, index): DecodeRow => ({
      id,
      token: tokens[index] ?? null,
      special: special[index] === 1,
      piece: pieces[index] ?? null,
    })),
    idCount: ids.length,
    bad: Array.from(bad),
    notices:
      ids.length > shownIds
        ? [l10n.t('The first {0} of {1} ids are shown; the text is of all.', shownIds, ids.length)]
        : [],
    error: null,
  };
}
