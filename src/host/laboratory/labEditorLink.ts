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
    const { input, state, tool } = session ?? {};
    const found: OffsetRange | readonly OffsetRange[] | null =
      input && state?.result !== null && part !== null
        ? (tool?.part?.(state?.result, input, part) ?? null)
        : null;
    if (input?.document && found) {
      this.#linked.show(input.document, ...[found].flat());
    } else {
      this.#linked.clear();
    }
  }

  /** Selects a part of a result in its document, which is shown when it is not. */
  async reveal(id: LabToolId, part: number): Promise<void> {
    const { input, state, tool } = this.sessions.get(id) ?? {};
    if (!input || !state || state.result === null) {
      throw new TokenscopeError('ResultRestored', {});
    }
    const { document } = input;
    const [found] = [tool?.part?.(state.result, input, part) ?? []].flat();
    if (document && found) {
      const selection = rangeFrom(document, document.positionAt(0), found);
      await window.showTextDocument(document, { selection, preview: false });
    }
  }

  #draw(): void {
    const session = this.#front === null ? undefined : this.sessions.get(this.#front);
    const { input, state, tool } = session ?? {};
    if (input?.document && state?.colors && state.result !== null && tool?.marks) {
      this.marks.show(input.document, tool.marks(state.result, input));
    } else {
      this.marks.clear();
    }
  }
}
