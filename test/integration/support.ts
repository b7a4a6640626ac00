import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  commands,
  extensions,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  ConfigurationTarget,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { TokenscopeApi } from '../../src/host/api/api';
import type { Internals } from '../../src/extension';
import { isTokenscopeError, type ErrorCode } from '../../src/common/errors';

/** The extension's API, with what it hands to tests beside it. */
export async function tokenscope(): Promise<TokenscopeApi & { internals: Internals }> {
  const extension = extensions.getExtension<TokenscopeApi & { internals: Internals }>(
    'tokenscope.tokenscope',
  );
  assert.ok(extension, 'Tokenscope is not installed here');
  return extension.activate();
}

const folder = mkdtempSync(join(tmpdir(), 'tokenscope-documents-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/**
 * Shows a new file with this text. (An untitled document gets the name of the last one that was
 * closed, and for a moment its text too.)
 */
export async function showText(content: string, language = 'markdown'): Promise<TextEditor> {
  const file = join(folder, `${++files}.${language === 'markdown' ? 'md' : 'ts'}`);
  writeFileSync(file, content);
  const document = await workspace.openTextDocument(Uri.file(file));
  return window.showTextDocument(document);
}

/** Shows an untitled document: unlike a file that a test opened, it is gone when its tab is closed. */
export async function showUntitled(content: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ content, language: 'markdown' });
  return window.showTextDocument(document);
}

/**
 * Selects a range of UTF-16 offsets, and waits until VS Code has it: a selection that is set just
 * after a document was shown can be overwritten by the first one that VS Code reports.
 */
export async function select(editor: TextEditor, start: number, end: number): Promise<void> {
  const { document } = editor;
  const selection = new Selection(document.positionAt(start), document.positionAt(end));
  const confirmed = new Promise<void>((resolve) => {
    const listener = window.onDidChangeTextEditorSelection((event) => {
      if (event.textEditor === editor && event.selections[0]?.isEqual(selection)) {
        finish();
      }
    });
    const timer = setTimeout(() => finish(), 300);
    const finish = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
  });
  editor.selection = selection;
  await confirmed;
}

export function selectAll(editor: TextEditor): Promise<void> {
  return select(editor, 0, editor.document.getText().length);
}

/** Selects the first occurrence of a text, or puts the cursor into its middle. */
export function selectText(editor: TextEditor, text: string, cursorOnly = false): Promise<void> {
  const start = editor.document.getText().indexOf(text);
  assert.ok(start >= 0, `no “${text}” in the document`);
  const middle = start + Math.floor(text.length / 2);
  return cursorOnly ? select(editor, middle, middle) : select(editor, start, start + text.length);
}

export function endOf(document: TextDocument): Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

export function whole(document: TextDocument): Range {
  return new Range(new Position(0, 0), endOf(document));
}

/** Waits until `read` gives something that is not undefined, null or false. */
export async function until<T>(
  what: string,
  read: () => T,
  milliseconds = 20_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== null && value !== false) {
      return value;
    }
    assert.ok(Date.now() < end, `waited too long for ${what}`);
    await pause(10);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Sets a user setting; undefined takes it away. Where it is so already, VS Code is not kept busy with it. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  const configuration = workspace.getConfiguration();
  if (!isDeepStrictEqual(configuration.inspect(key)?.globalValue, value)) {
    await configuration.update(key, value, ConfigurationTarget.Global);
  }
}

/** Sets a user setting for as long as `work` takes. */
export async function withSetting<T>(
  key: string,
  value: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const before = workspace.getConfiguration().inspect(key)?.globalValue;
  await setSetting(key, value);
  try {
    return await work();
  } finally {
    await setSetting(key, before);
  }
}

/** Sets the user settings of a section, by their names in it, for as long as `work` takes. */
export async function withSettings(
  section: string,
  values: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const nested = Object.entries(values).reduce(
    (inner, [name, value]) =>
      () =>
        withSetting(`${section}.${name}`, value, inner),
    work,
  );
  await nested();
}

export function rejectsWith(promise: Promise<unknown>, code: ErrorCode): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(
      isTokenscopeError(error) || (error instanceof Error && 'code' in error),
      String(error),
    );
    assert.equal((error as { code: string }).code, code);
    return true;
  });
}

/** The sentences of the errors that are shown while something is done, a line each. */
export async function shownErrors(
  { errors }: Internals,
  work: () => Thenable<unknown>,
): Promise<string> {
  const sentences: string[] = [];
  const listener = errors.onDidShow((sentence) => sentences.push(sentence));
  await work();
  listener.dispose();
  return sentences.join('\n');
}

export async function closeAll(): Promise<void> {
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  while (window.activeTextEditor) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await pause(20);
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}
