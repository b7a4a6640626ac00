import { window } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { LabToolId } from '../../common/protocol/views/laboratory/laboratory';
import { LinkedSpan } from '../documents/linkedSpan';
import { rangeFrom } from '../documents/paragraph';
import { Disposables } from '../lifecycle/disposables';
import { LabMarks } from './labMarks';
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
        const { status, run, colors } = session.state;
        const now = `${status} ${run} ${colors}`;
        if (now !== drawn && session.tool.id === this.#front) {
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
    if (!session?.input || session.state.result === null) {
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
    const { input, state, tool } = session ?? {};
    if (input?.document && state?.colors && state.result !== null && tool?.marks) {
      const marks = tool.marks(state.result, input).flatMap((mark) => {
        const now = session?.now(mark);
        return now ? [{ ...mark, ...now }] : [];
      });
      this.marks.show(input.document, marks);
    } else {
      this.marks.clear();
    }
  }
}

/** Where a part of what a session shows is in its document now; none when it is nowhere. */
function partsNow(session: LabSession, part: number): OffsetRange[] {
  const { input, state, tool } = session;
  const found = input && state.result !== null ? tool.part?.(state.result, input, part) : null;
  return [found ?? []].flat().flatMap((each) => session.now(each) ?? []);
}
