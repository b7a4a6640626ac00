import { EventEmitter, type CancellationToken } from 'vscode';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { workbench } from '../../common/protocol/tokenizer/workbench';
import {
  emptyEncode,
  type EncodeForm,
  type EncodeFormat,
  type EncodeState,
} from '../../common/protocol/views/encode';
import { defaultEncodeOptions } from '../../common/tokens/encodeLimits';
import type { DocumentMirror } from '../documents/documentMirror';
import { describePlace } from '../documents/source';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import { batchOf, textsOf, type EncodeInput } from './encodeInput';
import type { Encoded } from './encodingText';
import { encodeDone, encodeFailed } from './encodeStates';

/** The encode workbench's state and what can be done with it; one run at a time. */
export class EncodeSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #didChange = this.add(new EventEmitter<EncodeState>());
  readonly onDidChange = this.#didChange.event;
  #state = emptyEncode({ options: defaultEncodeOptions, paired: false });
  #settled = this.#state;
  #input: EncodeInput | null = null;
  #encoded: Encoded | null = null;

  constructor(
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
    private readonly runs: Runs,
  ) {
    super();
    this.add(tokenizers.onDidChange(() => void this.#run()));
  }

  get state(): EncodeState {
    return this.#state;
  }

  /** Encodes other texts, with the form as it is. Errors are shown in the state. */
  async run(input: EncodeInput): Promise<void> {
    this.#setInput(input);
    await this.#run();
  }

  /** Encodes the same texts anew. */
  async changeForm(form: EncodeForm): Promise<void> {
    this.#settled = { ...this.#settled, form };
    this.#set({ form });
    await this.#run();
  }

  /** Shows an error, keeping what is shown. */
  fail(error: unknown): void {
    this.#set({ ...this.#settled, ...encodeFailed(error) });
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** Forgets the text. */
  clear(): void {
    this.cancel();
    this.#setInput(null);
    this.#encoded = null;
    this.#set(emptyEncode(this.#state.form));
  }

  /**
   * The result for the clipboard; null when there is none, or as PyTorch code when the rows differ in
   * length, which no tensor can hold.
   */
  async copyOf(format: EncodeFormat): Promise<string | null> {
    const encoded = this.#encoded;
    return encoded && (await import('./encodingText')).encodingText(encoded, format);
  }

  override dispose(): void {
    super.dispose();
    this.#setInput(null);
  }

  async #run(): Promise<void> {
    const input = this.#input;
    if (!input) {
      return;
    }
    try {
      const { form } = this.#state;
      const work = this.#slot.run((token) => this.#request(input, form, token));
      this.#set({ status: 'running', error: null, errorField: null });
      this.#encoded = await this.runs.track(() => this.#slot.cancel(), work);
      this.#set({
        ...encodeDone(this.#encoded.result),
        tokenizer: this.#encoded.tokenizer.id,
        source: describePlace(
          input.document,
          input.current[0]?.start ?? input.document.positionAt(0),
        ),
      });
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.fail(error);
      } else if (!this.#slot.busy) {
        this.#set(this.#settled);
      }
    }
  }

  async #request(input: EncodeInput, form: EncodeForm, token: CancellationToken): Promise<Encoded> {
    const { document, current } = input;
    const tokenizer = this.tokenizers.current;
    const texts = textsOf(document, current, form.paired);
    if (form.paired && current.length < 2) {
      throw new TokenscopeError('PairMissing', { field: 'pairs', text: 1 });
    }
    const result = await this.mirror.withDocument(document, (ref) =>
      this.worker.request(
        workbench,
        {
          tokenizer,
          texts: batchOf(document, ref, current, form.paired),
          options: form.options,
        },
        token,
      ),
    );
    return { tokenizer, texts, form, result };
  }

  #setInput(input: EncodeInput | null): void {
    this.#input?.dispose();
    this.#input = input;
  }

  #set(change: Partial<EncodeState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#state.status === 'done' || this.#state.status === 'empty') {
      this.#settled = this.#state;
    }
    this.#didChange.fire(this.#state);
  }
}
