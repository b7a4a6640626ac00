import type { CancellationToken, DecorationOptions, Disposable, TextEditor } from 'vscode';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import {
  tokensWindow,
  type SegmentArrays,
  type WindowResult,
} from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import { Debounce } from '../lifecycle/debounce';
import { SingleSlot } from '../lifecycle/singleSlot';
import { isSame, type Decorated, type DecoratorInput, type Goal } from './decorated';
import type { DecorationTypes } from './decorationTypes';
import { keepSame } from './keptIds';
import { drawSegments, emptyDrawing, type Drawing } from './segmentDrawing';
import type { TokenOptions } from './tokenOptions';
import { visibleMargin, visibleOffsets } from './visibleOffsets';

/** Segments decorated in one editor at most. */
const maxSegments = 1_000;
/** Events that come closer together than this make one update. */
const debounceMilliseconds = 5;
/** Ids appear this long after the last change, so that nothing moves under a dragging mouse. */
const idsMilliseconds = 150;

/** Who is told of an editor's decorations. */
export interface DecoratorListener {
  /** All `setDecorations` calls of an update are made; `ids` when it was the ids' turn. */
  drawn(decorator: EditorDecorator, part: 'segments' | 'ids'): void;
  failed(error: unknown): void;
}

/** Decorates the tokens of one editor; a newer update supersedes the one under way. */
export class EditorDecorator implements Disposable {
  readonly #slot = new SingleSlot();
  readonly #updates = new Debounce(debounceMilliseconds, () => void this.#update());
  readonly #idUpdates = new Debounce(idsMilliseconds, () => this.#showIds());
  #drawing: Drawing = emptyDrawing();
  #shownIds: DecorationOptions[] = [];
  #decorated: Decorated | null = null;
  /** What the update under way is for, and whether another has to follow it. */
  #underWay: Goal | null = null;
  #again = false;
  #edited = false;

  constructor(
    readonly editor: TextEditor,
    private readonly input: () => DecoratorInput,
    private readonly types: () => DecorationTypes,
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

  /**
   * Something that decides what is shown changed.
   * @param edited the text did: the ids need not wait, since the text around them moves anyway.
   */
  schedule({ edited = false } = {}): void {
    this.#edited ||= edited;
    // Ids of the last drawing must not come after the text has changed.
    this.#idUpdates.cancel();
    if (this.input().targets.length > 0) {
      this.#updates.schedule();
    } else {
      this.clear();
    }
  }

  /** Draws again what is drawn, in the style that counts now. */
  restyle(): void {
    if (this.#decorated) {
      this.#apply(this.input().options);
    }
  }

  clear(): void {
    this.#updates.cancel();
    this.#idUpdates.cancel();
    this.#slot.cancel();
    this.#edited = false;
    if (this.#decorated) {
      this.#decorated = null;
      this.#drawing = emptyDrawing();
      this.#shownIds = [];
      this.#apply({ ids: false, boundaries: false, whitespace: false });
      this.listener.drawn(this, 'segments');
    }
  }

  dispose(): void {
    this.#again = false;
    this.#updates.dispose();
    this.#idUpdates.dispose();
    this.#slot.dispose();
  }

  async #update(): Promise<void> {
    const { document } = this.editor;
    const { targets, options, tokenizer } = this.input();
    const goal = { version: document.version, targets, tokenizer };
    if (this.#underWay && isSame(this.#underWay, goal)) {
      // The editor scrolls on: what is under way is still right, and would never come if each event
      // cancelled the last one's update.
      this.#again = true;
      return;
    }
    try {
      await this.#slot.run(async (token) => {
        this.#underWay = goal;
        this.#again = false;
        const { selections } = await this.#window(goal, token);
        if (!token.isCancellationRequested && document.version === goal.version) {
          this.#draw({ document, ...goal }, selections, options);
        }
      });
    } catch (error) {
      // A version that is gone already is followed by the update that the change has scheduled.
      if (!isTokenscopeError(error, 'Cancelled') && !isTokenscopeError(error, 'DocumentChanged')) {
        this.listener.failed(error);
      }
    }
    if (this.#underWay === goal) {
      this.#underWay = null;
      if (this.#again) {
        this.schedule();
      }
    }
  }

  /** The segments that are visible, with those around them where there is room for them. */
  async #window(goal: Goal, token: CancellationToken): Promise<WindowResult> {
    const result = await this.#segments(goal, visibleMargin, token);
    // The cut takes the last ones away, which can be visible while the first are not.
    return result.truncated ? this.#segments(goal, 0, token) : result;
  }

  #segments(
    { targets, tokenizer }: Goal,
    margin: number,
    token: CancellationToken,
  ): Promise<WindowResult> {
    const visible = visibleOffsets(this.editor, targets, margin);
    return this.mirror.withDocument(this.editor.document, (document) =>
      this.worker.request(
        tokensWindow,
        { document, tokenizer, selections: targets, visible, maxSegments },
        token,
      ),
    );
  }

  #draw(decorated: Decorated, selections: readonly SegmentArrays[], options: TokenOptions): void {
    this.#decorated = decorated;
    this.#drawing = selections.reduce(
      (drawing, arrays) => drawSegments(drawing, decorated.document, arrays),
      emptyDrawing(),
    );
    const { ids } = this.#drawing;
    if (!options.ids) {
      this.#shownIds = [];
    } else {
      this.#shownIds = this.#edited ? ids : keepSame(this.#shownIds, ids);
    }
    this.#edited = false;
    this.#apply(options);
    this.listener.drawn(this, 'segments');
    this.#idUpdates.schedule();
  }

  #showIds(): void {
    if (this.#decorated && this.input().options.ids) {
      this.#shownIds = this.#drawing.ids;
      this.editor.setDecorations(this.types().ids, this.#shownIds);
      this.listener.drawn(this, 'ids');
    }
  }

  /** One `setDecorations` for each type. */
  #apply({ boundaries, whitespace }: TokenOptions): void {
    const types = this.types();
    const { segments, whitespace: glyphs } = this.#drawing;
    for (const look of ['even', 'odd', 'special', 'unknown'] as const) {
      this.editor.setDecorations(types.segments[look], boundaries ? segments[look] : []);
    }
    for (const kind of ['space', 'tab', 'lineBreak', 'other'] as const) {
      this.editor.setDecorations(types.whitespace[kind], whitespace ? glyphs[kind] : []);
    }
    this.editor.setDecorations(types.ids, this.#shownIds);
  }
}
