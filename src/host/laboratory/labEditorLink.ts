import { window } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { LabToolId } from '../../common/protocol/views/laboratory/laboratory';
import { LinkedSpan } from '../documents/linkedSpan';
import { rangeFrom } from '../documents/paragraph';
import { Disposables } from '../lifecycle/disposables';
import { LabMarks, type LabMark } from './labMarks';
import type { LabSession } from './labSession';

/** Shows in the editor what a result says of its text: the colours of the tool in front, and the part under the pointer. */
export class LabEditorLink extends Disposables {
  readonly marks = this.add(new LabMarks());
  readonly #linked = this.add(new LinkedSpan());
  #front: LabToolId | null = null;

  constructor(private readonly sessions: ReadonlyMap<LabToolId, LabSession>) {
    super();
  }

  /** Follows a session that was added. */
  follow(session: LabSession): void {
    let drawn = '';
    this.add(
      session.onDidChange(() => {
        const { status, run, colors, growing } = session.state;
        const now = `${status} ${run} ${colors}`;
        if ((growing || now !== drawn) && session.tool.id === this.#front) {
          drawn = now;
          this.#draw();
        }
      }),
    );
  }

  /** The tool whose tab stands in front. */
  front(tool: LabToolId): void {
    this.#front = tool;
    this.hover(tool, null);
    this.#draw();
  }

  hover(id: LabToolId, part: number | null): void {
    const session = this.sessions.get(id);
    const found = session && part !== null ? partsNow(session, part) : [];
    if (session?.input?.document && found.length > 0) {
      this.#linked.show(session.input.document, ...found);
    } else {
      this.#linked.clear();
    }
  }

  /** Selects a part of a result in its document, which is shown when it is not. */
  async reveal(id: LabToolId, part: number): Promise<void> {
    const session = this.sessions.get(id);
    if (!session?.input || session.result === null) {
      throw new TokenscopeError('ResultRestored', {});
    }
    const { document } = session.input;
    if (document?.isClosed) {
      throw new TokenscopeError('DocumentGone', {});
    }
    const [found] = partsNow(session, part);
    if (document && found) {
      const selection = rangeFrom(document, document.positionAt(0), found);
      await window.showTextDocument(document, { selection, preview: false });
    }
  }

  #draw(): void {
    const session = this.#front === null ? undefined : this.sessions.get(this.#front);
    const { input, result, tool } = session ?? {};
    if (!session || !input?.document || !session.state.colors || result === null) {
      this.marks.clear();
    } else if (tool?.marksNear) {
      this.marks.showNear(input.document, ({ start, end }) => {
        const then = { start: session.text.then(start), end: session.text.then(end) };
        return marksNow(session, tool.marksNear?.(result, input, then) ?? []);
      });
    } else if (tool?.marks) {
      this.marks.show(input.document, marksNow(session, tool.marks(result, input)));
    } else {
      this.marks.clear();
    }
  }
}

/** Marks where their text is in its document now; without those that an edit crossed. */
function marksNow(session: LabSession, marks: readonly LabMark[]): LabMark[] {
  return marks.flatMap((mark) => {
    const now = session.text.now(mark);
    return now ? [{ ...mark, ...now }] : [];
  });
}

/** Where a part of what a session shows is in its document now; none when it is nowhere. */
function partsNow(session: LabSession, part: number): OffsetRange[] {
  const { input, result, tool } = session;
  const found = input && result !== null ? tool.part?.(result, input, part) : null;
  return [found ?? []].flat().flatMap((each) => session.text.now(each) ?? []);
}
