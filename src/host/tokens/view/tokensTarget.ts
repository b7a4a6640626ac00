import { l10n, type TextDocument, type TextEditor } from 'vscode';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { describePlace } from '../../documents/source';
import { selectedOffsets, wholeDocument } from '../tokenTargets';

/** The text that the Tokens view shows: the selections of an editor, else its whole document. */
export interface TokensTarget {
  readonly editor: TextEditor;
  readonly document: TextDocument;
  readonly selections: readonly OffsetRange[];
  /** Whether something is selected. */
  readonly selected: boolean;
}

export function targetOf(editor: TextEditor): TokensTarget {
  const { document } = editor;
  const selected = selectedOffsets(editor);
  return {
    editor,
    document,
    selections: selected.length > 0 ? selected : [wholeDocument(document)],
    selected: selected.length > 0,
  };
}

/** Whether both are the same text of the same document; its version is another matter. */
export function sameTarget(a: TokensTarget | null, b: TokensTarget): boolean {
  return (
    a?.document === b.document &&
    a.selected === b.selected &&
    // A whole document is itself, however long it has become.
    (!b.selected || JSON.stringify(a.selections) === JSON.stringify(b.selections))
  );
}

/** Names the text for a person: `notes.md:12 · selection`. */
export function describeTarget({ document, selections, selected }: TokensTarget): string {
  const place = describePlace(document, document.positionAt(selections[0]?.start ?? 0));
  if (!selected) {
    return l10n.t('{0} · whole document', place.replace(/:\d+$/, ''));
  }
  return selections.length === 1
    ? l10n.t('{0} · selection', place)
    : l10n.t('{0} · {1} selections', place, selections.length);
}
