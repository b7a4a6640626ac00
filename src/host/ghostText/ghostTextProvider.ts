import {
  CancellationTokenSource,
  InlineCompletionItem,
  InlineCompletionTriggerKind,
  Range,
  type CancellationToken,
  type InlineCompletionContext,
  type InlineCompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { Setting } from '../../common/contributions';
import { Disposables } from '../lifecycle/disposables';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { Settings } from '../settings/settings';
import {
  fitted,
  ghostPrompt,
  readingStart,
  remainder,
  type CursorText,
  type Suggestion,
} from './ghostPrompt';
import { isOn, takesGhostText } from './ghostTextLanguages';

/** Continues a prompt to the end of its line; rejects with `Cancelled` once the token is. */
export type ContinueLine = (prompt: string, token: CancellationToken) => Promise<string>;

export interface GhostTextParts {
  readonly settings: Settings;
  readonly continueLine: ContinueLine;
  /** Whether something that the user asked for runs: ghost text does not come in its way. */
  readonly busy: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** Suggests how a line goes on, in languages that it is on for; one suggestion is made at a time. */
export class GhostTextProvider extends Disposables implements InlineCompletionItemProvider {
  readonly #slot = this.add(new SingleSlot());
  #last: Suggestion | null = null;

  constructor(private readonly parts: GhostTextParts) {
    super();
  }

  async provideInlineCompletionItems(
    document: TextDocument,
    position: Position,
    context: InlineCompletionContext,
    token: CancellationToken,
  ): Promise<InlineCompletionItem[]> {
    const { settings } = this.parts;
    if (context.selectedCompletionInfo || !offered(document, settings)) {
      return [];
    }
    const cursor = cursorText(document, position);
    const prompt = ghostPrompt(cursor);
    if (prompt === null) {
      return [];
    }
    const uri = document.uri.toString();
    const left = this.#last && remainder(this.#last, uri, cursor);
    if (left !== null) {
      return items(left, position);
    }
    if (context.triggerKind === InlineCompletionTriggerKind.Automatic) {
      await pause(settings.number(Setting.ghostTextDelay, delayLimits), token);
    }
    if (token.isCancellationRequested || this.parts.busy()) {
      return [];
    }
    const text = fitted(await this.#continue(prompt, token), cursor);
    this.#last = { document: uri, before: cursor.before, text };
    return items(text, position);
  }

  /** Ends the run, if there is one. */
  cancel(): void {
    this.#slot.cancel();
  }

  /** Forgets what was suggested last. */
  forget(): void {
    this.cancel();
    this.#last = null;
  }

  /** The continuation; empty when it was cancelled or failed, which is for the log only. */
  async #continue(prompt: string, token: CancellationToken): Promise<string> {
    // Ended by the editor, by a newer suggestion, or by a run that the user asked for.
    const source = new CancellationTokenSource();
    const listener = token.onCancellationRequested(() => source.cancel());
    try {
      return await this.#slot.run((own) => {
        own.onCancellationRequested(() => source.cancel());
        return this.parts.continueLine(prompt, source.token);
      });
    } catch (error) {
      this.parts.onError(error);
      return '';
    } finally {
      listener.dispose();
      source.dispose();
    }
  }
}

/** Range of the setting `tokenscope.ghostText.delay`, in milliseconds. */
const delayLimits = { minimum: 0, maximum: 5_000, integer: true } as const;

function offered({ uri, languageId }: TextDocument, settings: Settings): boolean {
  return (
    isOn(settings.switches(Setting.ghostText), languageId) &&
    takesGhostText({ languageId, scheme: uri.scheme, path: uri.path })
  );
}

function cursorText(document: TextDocument, position: Position): CursorText {
  const start = document.positionAt(readingStart(document.offsetAt(position)));
  return {
    before: document.getText(new Range(start, position)),
    after: document.getText(new Range(position, document.lineAt(position).range.end)),
  };
}

function items(text: string, position: Position): InlineCompletionItem[] {
  return text === '' ? [] : [new InlineCompletionItem(text, new Range(position, position))];
}

/** Waits, but not longer than until the token is cancelled. */
function pause(milliseconds: number, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(() => done(), milliseconds);
    const listener = token.onCancellationRequested(() => done());
  });
}
