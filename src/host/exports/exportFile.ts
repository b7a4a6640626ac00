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
 * @param count such as "21 tokens"; @param files absolute paths: the table, then its description.
 */
export async function offerToOpen(
  file: Uri,
  count: string,
  files: readonly string[],
): Promise<void> {
  const open = l10n.t('Open');
  if ((await window.showInformationMessage(exportedSentence(count, files), open)) === open) {
    await window.showTextDocument(file, { preview: true });
  }
}

/** What was written where, in words; see {@link offerToOpen}. */
export function exportedSentence(count: string, [file, description]: readonly string[]): string {
  return description === undefined
    ? l10n.t('Exported {0} to {1}.', count, nameOf(file))
    : l10n.t(
        'Exported {0} to {1}, with the provenance in {2}.',
        count,
        nameOf(file),
        nameOf(description),
      );
}

/** The last part of a path. */
export function nameOf(file = ''): string {
  return Uri.file(file).path.split('/').pop() ?? file;
}
