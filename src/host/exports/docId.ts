import { workspace, type TextDocument } from 'vscode';
import { nameOf } from './exportFile';

/**
 * Names a document in exports (`doc_id`): relative to the workspace; of a document outside its name only,
 * since a path may tell of people.
 */
export function docIdOf({ uri }: TextDocument): string {
  return workspace.getWorkspaceFolder(uri)
    ? workspace.asRelativePath(uri, false)
    : nameOf(uri.path);
}
