import { Selection, TextEditorRevealType, type TextDocument, type TextEditor } from 'vscode';
import { isTokenscopeError } from '../../common/errors';
import type { WorkerClient } from '../../common/processes';
import { tokensWindow, type OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import { selectedOffsets, wholeDocument, type TokenTargets } from './tokenTargets';
import type { TokenizerChoice } from './tokenizerChoice';

/** UTF-16 units before the cursor that are searched for a token at first, and how that grows. */
const reach = { first: 256, factor: 16 };
/** Segments that one search takes at most; the process allows no more. */
const maxFound = 1_000_000;

/** Where a step begins, and the texts whose tokens it walks. */
interface Step {
  readonly selection: Selection;
  readonly texts: readonly OffsetRange[];
  /** UTF-16 offset; of the selection the end that lies in the step's direction. */
  readonly from: number;
}

/**
 * Moves through an editor by tokens. Tokens that share characters, such as those of one emoji, are one
 * step. Steps come one after the other, however fast the keys are pressed.
 */
export class TokenNavigator {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly targets: TokenTargets,
    private readonly tokenizers: TokenizerChoice,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
  ) {}

  /** Puts the cursor at the start of the next token; of a selection just made, of its first. */
  next(editor: TextEditor): Promise<void> {
    return this.#queue(async () => {
      const step = this.#step(editor, 'forward');
      const found = await this.#after(editor.document, step);
      goTo(this.targets, editor, step, startOf(found.find(({ start }) => start > step.from)));
    });
  }

  /** Puts the cursor at the start of the token before; of a selection just made, of its last. */
  previous(editor: TextEditor): Promise<void> {
    return this.#queue(async () => {
      const step = this.#step(editor, 'backward');
      goTo(this.targets, editor, step, startOf(await this.#before(editor.document, step)));
    });
  }

  /** Selects the token at the cursor; a selection grows by the token behind it. */
  select(editor: TextEditor): Promise<void> {
    return this.#queue(async () => {
      const { document, selection } = editor;
      const walked = this.targets.walked(editor);
      const texts = walked ?? this.#shown(editor, selection.isEmpty);
      const step = { selection, texts, from: document.offsetAt(selection.end) };
      const [token] = await this.#after(document, step);
      if (selection.isEmpty) {
        goTo(this.targets, editor, step, token ?? (await this.#before(document, step)));
      } else if (token) {
        const start = document.offsetAt(selection.start);
        goTo(this.targets, editor, step, { start, end: token.end });
      }
    });
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const run = this.#last.then(work).catch((error: unknown) => {
      // The user typed on meanwhile: the next press of the key counts.
      if (!isTokenscopeError(error, 'DocumentChanged')) {
        throw error;
      }
    });
    this.#last = run.catch(() => undefined);
    return run;
  }

  #step(editor: TextEditor, direction: 'forward' | 'backward'): Step {
    const { document, selection } = editor;
    const walked = this.targets.walked(editor);
    const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
    const ahead = direction === 'forward';
    if (walked || selection.isEmpty) {
      const from = ahead && !selection.isEmpty ? end - 1 : start;
      return { selection, texts: walked ?? this.#shown(editor, true), from };
    }
    const texts = selectedOffsets(editor);
    const from = ahead ? (texts[0]?.start ?? start) - 1 : (texts.at(-1)?.end ?? end);
    return { selection, texts, from };
  }

  /** What shows its tokens, if that is asked for and anything does, else the whole document. */
  #shown(editor: TextEditor, asked: boolean): readonly OffsetRange[] {
    const shown = asked ? this.targets.of(editor) : [];
    return shown.length > 0 ? shown : [wholeDocument(editor.document)];
  }

  /** The segments around and behind an offset, at most two. */
  #after(document: TextDocument, { texts, from }: Step): Promise<OffsetRange[]> {
    const { end } = wholeDocument(document);
    return this.#segments(document, texts, { start: Math.max(0, from), end }, 2);
  }

  /** The last segment that begins before an offset. */
  async #before(document: TextDocument, { texts, from }: Step): Promise<OffsetRange | undefined> {
    for (let length = reach.first; ; length *= reach.factor) {
      const visible = { start: Math.max(0, from - length), end: from };
      const segments = await this.#segments(document, texts, visible, maxFound);
      const last = segments.findLast(({ start }) => start < from);
      if (last || visible.start === 0) {
        return last;
      }
    }
  }

  async #segments(
    document: TextDocument,
    texts: readonly OffsetRange[],
    visible: OffsetRange,
    maxSegments: number,
  ): Promise<OffsetRange[]> {
    const tokenizer = this.tokenizers.current;
    const { selections } = await this.mirror.withDocument(document, (ref) =>
      this.worker.request(tokensWindow, {
        document: ref,
        tokenizer,
        selections: texts,
        visible: [visible],
        maxSegments,
      }),
    );
    return selections.flatMap(({ starts, ends }) =>
      Array.from(starts, (start, index) => ({ start, end: ends[index] ?? start })),
    );
  }
}

function startOf(segment: OffsetRange | undefined): OffsetRange | undefined {
  return segment && { start: segment.start, end: segment.start };
}

/** Selects the place and shows it, unless the user went elsewhere meanwhile. */
function goTo(
  targets: TokenTargets,
  editor: TextEditor,
  step: Step,
  place: OffsetRange | undefined,
): void {
  if (place && editor.selection.isEqual(step.selection)) {
    const { document } = editor;
    const [start, end] = [document.positionAt(place.start), document.positionAt(place.end)];
    targets.walkTo(editor, step.texts, new Selection(start, end));
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
