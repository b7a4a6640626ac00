import {
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { TrackedRange } from './trackedRange';

/**
 * Puts `text` in the place of a tracked range, as one undo step.
 * @param expected what may stand there now; anything else means that the user changed it.
 * @throws TokenscopeError `DocumentGone`, `DocumentChanged` or `EditRefused`; nothing is edited then.
 */
export async function replaceTracked(
  tracked: TrackedRange,
  expected: ReadonlySet<string>,
  text: string,
): Promise<void> {
  const { document, range } = requirePlace(tracked, expected);
  await replace(document, range, text);
}

/** One of several places that are replaced together; see {@link replaceTracked}. */
export interface Replacement {
  readonly tracked: TrackedRange;
  readonly expected: ReadonlySet<string>;
  readonly text: string;
}

/**
 * Puts texts in the places of tracked ranges of one document, as one undo step.
 * @throws TokenscopeError `DocumentGone`, `DocumentChanged` or `EditRefused`; nothing is edited then.
 */
export async function replaceAllTracked(replacements: readonly Replacement[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { tracked, expected, text } of replacements) {
    const { document, range } = requirePlace(tracked, expected);
    edit.replace(document.uri, range, text);
  }
  if (!(await workspace.applyEdit(edit))) {
    throw new TokenscopeError('EditRefused', {});
  }
}

function requirePlace(
  tracked: TrackedRange,
  expected: ReadonlySet<string>,
): { document: TextDocument; range: Range } {
  const now = tracked.current;
  if (!now) {
    throw new TokenscopeError(tracked.closed ? 'DocumentGone' : 'DocumentChanged', {});
  }
  if (!expected.has(now.document.getText(now.range))) {
    throw new TokenscopeError('DocumentChanged', {});
  }
  return now;
}

/**
 * Replaces a range, one undo step, and puts the cursor behind it in the document's editor, so that the
 * next undo or keystroke goes there.
 * @throws TokenscopeError `EditRefused`.
 */
export async function replace(document: TextDocument, range: Range, text: string): Promise<void> {
  const start = document.offsetAt(range.start);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, text);
  if (!(await workspace.applyEdit(edit))) {
    throw new TokenscopeError('EditRefused', {});
  }
  const editor = editorOf(document);
  if (editor) {
    const end = document.positionAt(start + text.length);
    await window.showTextDocument(document, {
      selection: new Range(end, end),
      ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
    });
  }
}

/** An editor that shows the document, the active one first. */
export function editorOf(document: TextDocument): TextEditor | undefined {
  return [window.activeTextEditor, ...window.visibleTextEditors].find(
    (editor) => editor?.document === document,
  );
}
