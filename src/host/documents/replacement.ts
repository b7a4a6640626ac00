import {
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
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
  await unlessOvertaken(async () => {
    const { document, range } = requirePlace(tracked, expected);
    await replace(document, range, text);
  });
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
  await unlessOvertaken(async () => {
    const edit = new WorkspaceEdit();
    const documents = new Set<TextDocument>();
    for (const { tracked, expected, text } of replacements) {
      const { document, range } = requirePlace(tracked, expected);
      edit.replace(document.uri, range, text);
      documents.add(document);
    }
    await apply(edit, [...documents]);
  });
}

/**
 * Does it once more when an edit came between that the host had not heard of yet: the range has moved
 * with it by then, or is told to have changed.
 */
async function unlessOvertaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isTokenscopeError(error, 'DocumentChanged')) {
      throw error;
    }
    await work();
  }
}

/** @throws TokenscopeError `DocumentChanged` when an edit came first, else `EditRefused`. */
async function apply(edit: WorkspaceEdit, documents: readonly TextDocument[]): Promise<void> {
  const versions = documents.map(({ version }) => version);
  if (!(await workspace.applyEdit(edit))) {
    const changed = documents.some(({ version }, at) => version !== versions[at]);
    throw new TokenscopeError(changed ? 'DocumentChanged' : 'EditRefused', {});
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
 * @throws TokenscopeError `DocumentChanged` when an edit came first, `EditRefused`.
 */
export async function replace(document: TextDocument, range: Range, text: string): Promise<void> {
  const start = document.offsetAt(range.start);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await apply(edit, [document]);
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
