import { window, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';

/** Schemes of documents that are not a user's text: our own log would decorate itself for ever. */
const foreignSchemes: ReadonlySet<string> = new Set([
  'output',
  'extension-output',
  'search-editor',
]);

/** Whether the editor shows text that Tokenscope works on. */
export function isTextOfUser(editor: TextEditor): boolean {
  return !foreignSchemes.has(editor.document.uri.scheme);
}

/**
 * The text editor that a command works on: the active one.
 * @throws TokenscopeError `DocumentUnavailable`: none, or a document that VS Code keeps from extensions.
 */
export function requireActiveEditor(): TextEditor {
  const editor = window.activeTextEditor;
  if (!editor || !isTextOfUser(editor)) {
    throw new TokenscopeError('DocumentUnavailable', {});
  }
  return editor;
}
