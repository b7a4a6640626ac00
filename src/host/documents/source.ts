import { workspace, type Position, type TextDocument } from 'vscode';

/** Names a place of a document for a person: `notes.md:12`. */
export function describePlace(document: TextDocument, position: Position): string {
  const name = document.isUntitled
    ? document.uri.path
    : workspace.asRelativePath(document.uri, false);
  return `${name}:${position.line + 1}`;
}

/** Names a document in exports: relative to the workspace; outside of it its name only, since a path may tell of people. */
export function docIdOf({ uri }: TextDocument): string {
  return workspace.getWorkspaceFolder(uri)
    ? workspace.asRelativePath(uri, false)
    : (uri.path.split('/').pop() ?? uri.path);
}
