import type { CancellationToken, TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { tokenStrings } from '../../common/protocol/tokenizer/tokenStrings';
import {
  countProgress,
  tokensCount,
  tokensWindow,
  type OffsetRange,
  type TokenizerRef,
} from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import { selectedOffsets, wholeDocument, type TokenTargets } from './tokenTargets';

/** Tokens that are read at once: more would block the extension host while they are written out. */
const maxTokens = 100_000;

/** What is read: the parts of the texts that overlap `parts`. */
interface Source {
  readonly texts: readonly OffsetRange[];
  readonly parts: readonly OffsetRange[];
}

/** Reads all tokens of what an editor's commands act on. */
export class TokenReader {
  #runs = 0;

  constructor(
    private readonly targets: TokenTargets,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
  ) {}

  /**
   * The ids of the selections, or, where nothing is selected, of what shows its tokens, or else of the
   * document: one array for each text.
   * @param report gets the share done, from 0 to 1.
   * @throws TokenscopeError `EmptyText`; `TooLong` over 100,000 tokens.
   */
  async ids(
    editor: TextEditor,
    tokenizer: TokenizerRef,
    report: (share: number) => void,
    token: CancellationToken,
  ): Promise<readonly Uint32Array[]> {
    const { texts, parts } = this.#source(editor);
    const progress = `read-${++this.#runs}`;
    return this.mirror.withDocument(editor.document, async (document) => {
      // Counted first: a text of any length is refused without its tokens being held.
      const { tokens } = await this.worker.request(
        tokensCount,
        { document, tokenizer, selections: parts, addSpecialTokens: false, progress },
        token,
        { type: countProgress, token: progress, handler: report },
      );
      if (tokens === 0) {
        throw new TokenscopeError('EmptyText', {});
      }
      if (tokens > maxTokens) {
        throw new TokenscopeError('TooLong', { what: 'tokens', actual: tokens, limit: maxTokens });
      }
      const { selections } = await this.worker.request(
        tokensWindow,
        { document, tokenizer, selections: texts, visible: parts, maxSegments: maxTokens },
        token,
      );
      return selections.map(({ ids }) => ids);
    });
  }

  /** The vocabulary's strings of ids, in their order. */
  async strings(
    texts: readonly Uint32Array[],
    tokenizer: TokenizerRef,
    token: CancellationToken,
  ): Promise<readonly (readonly string[])[]> {
    const distinct = Uint32Array.from(new Set(texts.flatMap((ids) => [...ids])));
    const strings = await this.worker.request(tokenStrings, { tokenizer, ids: distinct }, token);
    const byId = new Map(strings.map((text, index) => [distinct[index], text]));
    return texts.map((ids) => Array.from(ids, (id) => byId.get(id) ?? ''));
  }

  #source(editor: TextEditor): Source {
    const selected = selectedOffsets(editor);
    const walked = this.targets.walked(editor);
    if (walked && selected.length > 0) {
      // "Select Token" made the selection: its tokens are those of the running text.
      const texts = walked.filter(({ start, end }) =>
        selected.some((part) => part.start < end && start < part.end),
      );
      return { texts, parts: selected };
    }
    const shown = selected.length > 0 ? selected : this.targets.of(editor);
    const texts = shown.length > 0 ? shown : [wholeDocument(editor.document)];
    return { texts, parts: texts };
  }
}
