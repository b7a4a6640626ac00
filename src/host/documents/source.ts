import { workspace, type Position, type TextDocument } from 'vscode';

/** Names a place of a document for a person: `notes.md:12`. */
export function describePlace(document: TextDocument, position: Position): string {
  const name = document.isUntitled
    ? document.uri.path
    : workspace.asRelativePath(document.uri, false);
  return `${name}:${position.line + 1}`;
}
