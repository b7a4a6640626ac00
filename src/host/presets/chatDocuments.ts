import { Range, window, workspace, type TextDocument } from 'vscode';
import { ContextKey } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { ChatNames } from '../../common/presets/preset';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { stopLimits } from '../../common/decoding/limits';
import { requireActiveEditor } from '../documents/activeEditor';
import { replace } from '../documents/replacement';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Disposables } from '../lifecycle/disposables';
import { chatPrompt, chatStops, lastTurn, openedChat, withAnswer } from './chat';
import type { UsablePreset } from './readPresets';

/** Continues a prompt in the Continue view; the text, or null when it did not run to its end. */
export type RunPrompt = (
  prompt: string,
  overrides: Partial<SamplingForm>,
  label: string,
) => Promise<string | null>;

/** A preset that is a chat. */
export type ChatPreset = UsablePreset & { readonly chat: ChatNames };

/**
 * Conversations of several turns. Each is a document of its own, which is the whole memory of the chat:
 * a turn can be corrected, and what the model reads is what stands there.
 */
export class ChatDocuments extends Disposables {
  readonly #chats = new WeakSet<TextDocument>();
  readonly #active = new ManagedContextKey<boolean>(ContextKey.chatDocument);

  constructor(private readonly run: RunPrompt) {
    super();
    this.add(window.onDidChangeActiveTextEditor(() => this.#updateKey()));
  }

  /**
   * Answers the user's turn in the active document; opens a new conversation where it holds none.
   * @param opening what stands above the turns of a new one.
   * @throws TokenscopeError `NoMessage`, `DocumentChanged`, `DocumentGone`, `EditRefused`.
   */
  async goOn(preset: ChatPreset, opening: () => string): Promise<void> {
    const document = window.activeTextEditor?.document;
    const turn = document ? lastTurn(document.getText(), preset.chat) : null;
    if (!document || !turn || turn.kind === 'none') {
      await this.#open(openedChat(opening(), preset.chat));
      return;
    }
    this.#keep(document);
    if (turn.kind === 'answered') {
      await append(document, openedChat('', preset.chat));
    } else if (turn.message === '') {
      throw new TokenscopeError('NoMessage', { user: preset.chat.user });
    } else {
      await this.#answer(preset);
    }
  }

  async #answer({ name, chat, sampling }: ChatPreset): Promise<void> {
    const { document } = requireActiveEditor();
    const before = document.getText();
    const stop = [...chatStops(chat), ...(sampling.stop ?? [])].slice(0, stopLimits.count);
    const normal = before.replaceAll('\r\n', '\n');
    const answer = await this.run(
      chatPrompt(normal, chat),
      { numBeams: 1, ...sampling, stop, samples: 1 },
      name,
    );
    if (answer === null) {
      return;
    }
    if (document.isClosed) {
      throw new TokenscopeError('DocumentGone', {});
    }
    if (document.getText() !== before) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    const kept = before.trimEnd();
    const end = new Range(document.positionAt(kept.length), document.positionAt(before.length));
    const whole = withAnswer(normal, answer, chat);
    await replace(document, end, whole.slice(normal.trimEnd().length));
  }

  async #open(content: string): Promise<void> {
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    const end = document.positionAt(content.length);
    await window.showTextDocument(document, { selection: new Range(end, end) });
    this.#keep(document);
  }

  #keep(document: TextDocument): void {
    this.#chats.add(document);
    this.#updateKey();
  }

  #updateKey(): void {
    const document = window.activeTextEditor?.document;
    this.#active.value = document !== undefined && this.#chats.has(document);
  }
}

/** Puts a text into a line of its own at the end, and the cursor behind it. */
async function append(document: TextDocument, text: string): Promise<void> {
  const content = document.getText();
  const kept = content.trimEnd();
  const end = new Range(document.positionAt(kept.length), document.positionAt(content.length));
  await replace(document, end, `\n${text}`);
}
