import type { DecorationOptions, Disposable, TextDocument, TextEditor } from 'vscode';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import {
  tokensWindow,
  type OffsetRange,
  type TokenizerRef,
} from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import { Debounce } from '../lifecycle/debounce';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { DecorationTypes } from './decorationTypes';
import { drawSegments, emptyDrawing, type Drawing } from './segmentDrawing';
import type { TokenOptions } from './tokenOptions';
import { visibleOffsets } from './visibleOffsets';

/** Segments decorated in one editor at most. */
const maxSegments = 1_000;
/** Events that come closer together than this make one update. */
const debounceMilliseconds = 5;
/** Ids appear this long after the last change, so that nothing moves under a dragging mouse. */
const idsMilliseconds = 150;

/** What an editor is to show, asked anew at each update. */
export interface DecoratorInput {
  readonly targets: readonly OffsetRange[];
  readonly options: TokenOptions;
  readonly tokenizer: TokenizerRef;
}

/** Who is told of an editor's decorations. */
export interface DecoratorListener {
  /** All `setDecorations` calls of an update are made; `ids` when it was the ids' turn. */
  drawn(decorator: EditorDecorator, part: 'segments' | 'ids'): void;
  failed(error: unknown): void;
}

/** What a decorated editor shows now. */
export interface Decorated {
  readonly document: TextDocument;
  readonly version: number;
  readonly targets: readonly OffsetRange[];
  readonly tokenizer: TokenizerRef;
}

/** Decorates the tokens of one editor; a newer update supersedes the one under way. */
export class EditorDecorator implements Disposable {
  readonly #slot = new SingleSlot();
  readonly #updates = new Debounce(debounceMilliseconds, () => void this.#update());
  readonly #idUpdates = new Debounce(idsMilliseconds, () => this.#showIds());
  #drawing: Drawing = emptyDrawing();
  #shownIds: DecorationOptions[] = [];
  #decorated: Decorated | null = null;

  constructor(
    readonly editor: TextEditor,
    private readonly input: () => DecoratorInput,
    private readonly types: DecorationTypes,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
    private readonly listener: DecoratorListener,
  ) {}

  /** What is decorated, or null. */
  get decorated(): Decorated | null {
    return this.#decorated;
  }

  /** What is drawn, and which ids are shown of it. */
  get shown(): { drawing: Drawing; ids: readonly DecorationOptions[] } {
    return { drawing: this.#drawing, ids: this.#shownIds };
  }

  /** Something that decides what is shown changed. */
  schedule(): void {
    // Ids of the last drawing must not come after the text has changed.
    this.#idUpdates.cancel();
    if (this.input().targets.length > 0) {
      this.#updates.schedule();
    } else {
      this.clear();
    }
  }

  clear(): void {
    this.#updates.cancel();
    this.#idUpdates.cancel();
    this.#slot.cancel();
    if (this.#decorated) {
      this.#decorated = null;
      this.#drawing = emptyDrawing();
      this.#shownIds = [];
      this.#apply({ ids: false, boundaries: false, whitespace: false });
      this.listener.drawn(this, 'segments');
    }
  }

  dispose(): void {
    this.#updates.dispose();
    this.#idUpdates.dispose();
    this.#slot.dispose();
  }

  async #update(): Promise<void> {
    try {
      await this.#slot.run(async (token) => {
        const { document } = this.editor;
        const { targets, options, tokenizer } = this.input();
        const { version } = document;
        const visible = visibleOffsets(this.editor, targets);
        const result = await this.mirror.withDocument(document, (ref) =>
          this.worker.request(
            tokensWindow,
            { document: ref, tokenizer, selections: targets, visible, maxSegments },
            token,
          ),
        );
        if (token.isCancellationRequested || document.version !== version) {
          return;
        }
        this.#decorated = { document, version, targets, tokenizer };
        this.#drawing = result.selections.reduce(
          (drawing, arrays) => drawSegments(drawing, document, arrays),
          emptyDrawing(),
        );
        this.#shownIds = options.ids ? keepSame(this.#shownIds, this.#drawing.ids) : [];
        this.#apply(options);
        this.listener.drawn(this, 'segments');
        this.#idUpdates.schedule();
      });
    } catch (error) {
      // A version that is gone already is followed by the update that the change has scheduled.
      if (!isTokenscopeError(error, 'Cancelled') && !isTokenscopeError(error, 'DocumentChanged')) {
        this.listener.failed(error);
      }
    }
  }

  #showIds(): void {
    if (this.#decorated && this.input().options.ids) {
      this.#shownIds = this.#drawing.ids;
      this.editor.setDecorations(this.types.ids, this.#shownIds);
      this.listener.drawn(this, 'ids');
    }
  }

  /** One `setDecorations` for each type. */
  #apply({ boundaries, whitespace }: TokenOptions): void {
    const { segments, whitespace: glyphs } = this.#drawing;
    for (const look of ['even', 'odd', 'special', 'unknown'] as const) {
      this.editor.setDecorations(this.types.segments[look], boundaries ? segments[look] : []);
    }
    for (const kind of ['space', 'tab', 'lineBreak', 'other'] as const) {
      this.editor.setDecorations(this.types.whitespace[kind], whitespace ? glyphs[kind] : []);
    }
    this.editor.setDecorations(this.types.ids, this.#shownIds);
  }
}

/** The ids of `next` that `shown` has too, at the same place: they stay, the others come later. */
function keepSame(shown: DecorationOptions[], next: DecorationOptions[]): DecorationOptions[] {
  const known = new Set(shown.map(keyOf));
  return next.filter((option) => known.has(keyOf(option)));
}

function keyOf({ range, renderOptions }: DecorationOptions): string {
  const { start, end } = range as {
    start: { line: number; character: number };
    end: { line: number; character: number };
  };
  return [
    start.line,
    start.character,
    end.line,
    end.character,
    renderOptions?.before?.contentText ?? renderOptions?.after?.contentText ?? '',
  ].join(',');
}
