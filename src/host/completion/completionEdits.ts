import { env } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { requireActiveEditor } from '../documents/activeEditor';
import type { ErrorReporter } from '../errors/report';
import type { CompletionSession } from './completionSession';
import { insertAt } from './insertion';

/** Puts the shown text, or a favourite, into a document or onto the clipboard. */
export class CompletionEdits {
  constructor(
    private readonly session: CompletionSession,
    private readonly errors: ErrorReporter,
  ) {}

  /** True when the document was edited; else the view and a message say why not. */
  insert(): Promise<boolean> {
    return this.#edit(async () => {
      const { text } = this.session.state;
      // A text that was kept through a reload has no place any more: it goes to the active editor's cursor.
      await (this.session.restored ? insertAtCursor(text) : this.session.insertion.insert(text));
    });
  }

  /** True when the document was edited; else the view and a message say why not. */
  replaceSelection(): Promise<boolean> {
    return this.#edit(() => this.session.insertion.replaceSelection(this.session.state.text));
  }

  async copy(): Promise<void> {
    await env.clipboard.writeText(this.session.state.text);
  }

  /** What can be done with a favourite. */
  async useFavourite(id: number, what: 'insert' | 'copy' | 'remove'): Promise<void> {
    const { book } = this.session;
    const found = book.favourites.find(id);
    if (!found) {
      return;
    }
    switch (what) {
      case 'insert':
        await this.#edit(() => insertAtCursor(found.text));
        return;
      case 'copy':
        await env.clipboard.writeText(found.text);
        return;
      case 'remove':
        book.favourites.remove(id);
        book.changed();
    }
  }

  async #edit(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.session.clearError();
      return true;
    } catch (error) {
      this.session.fail(error);
      this.errors.show(error);
      return false;
    }
  }
}

/** @throws TokenscopeError `EmptyText`, `DocumentUnavailable`, `EditRefused`. */
async function insertAtCursor(text: string): Promise<void> {
  if (text === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const { document, selection } = requireActiveEditor();
  await insertAt(document, selection.active, text);
}
