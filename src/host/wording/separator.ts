import { QuickPickItemKind, type QuickPickItem } from 'vscode';

/** A heading between the rows of a picker. */
export function separator(label: string): QuickPickItem {
  return { label, kind: QuickPickItemKind.Separator };
}
