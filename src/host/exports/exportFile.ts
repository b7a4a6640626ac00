import { l10n, Uri, window, workspace, type TextDocument } from 'vscode';

/** Where an export is proposed to be written: beside its document, `notes.<ending>`. */
export function proposedFile(document: TextDocument | undefined, ending: string): Uri {
  const folder =
    (document && workspace.getWorkspaceFolder(document.uri)?.uri) ??
    workspace.workspaceFolders?.[0]?.uri;
  const name =
    document?.uri.path
      .split('/')
      .pop()
      ?.replace(/\.[^.]*$/, '') ?? 'text';
  const beside = document?.uri.scheme === 'file' ? Uri.joinPath(document.uri, '..') : folder;
  return Uri.joinPath(beside ?? Uri.file('/'), `${name}.${ending}`);
}

/**
 * Says what was written, with a button that opens it.
 * @param what such as "21 tokens"; @param files absolute paths: the table, then its description.
 */
export async function offerToOpen(
  file: Uri,
  what: string,
  files: readonly string[],
): Promise<void> {
  const open = l10n.t('Open');
  const message =
    files.length > 1
      ? l10n.t(
          '{0} are in {1}, with their provenance in {2}.',
          what,
          nameOf(files[0]),
          nameOf(files[1]),
        )
      : l10n.t('{0} are in {1}.', what, nameOf(files[0]));
  if ((await window.showInformationMessage(message, open)) === open) {
    await window.showTextDocument(file, { preview: true });
  }
}

/** The last part of a path. */
export function nameOf(file = ''): string {
  return Uri.file(file).path.split('/').pop() ?? file;
}
