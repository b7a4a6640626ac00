import { l10n, window, workspace, type Uri } from 'vscode';
import { TokenscopeError } from '../../common/errors';

/** Files that the search of a workspace stops at: a list to choose from, not an inventory. */
const maximumFound = 50;

/**
 * Asks which file to add: one that the workspace has, or any.
 * @param trusted whether files of the workspace may be read.
 * @returns undefined when the user gave up.
 */
export async function askForTokenizerFile(trusted: boolean): Promise<Uri | undefined> {
  const found = trusted ? await workspaceTokenizers() : [];
  if (found.length === 0) {
    return browse();
  }
  const browsing = { label: l10n.t('Choose a File…'), uri: null };
  const chosen = await window.showQuickPick(
    [browsing, ...found.map((uri) => ({ label: workspace.asRelativePath(uri), uri }))],
    { title: l10n.t('Add Tokenizer'), placeHolder: l10n.t('A tokenizer.json of this workspace') },
  );
  return chosen?.uri === null ? browse() : chosen?.uri;
}

/** The files named `tokenizer.json` in the workspace, a limited number. */
export async function workspaceTokenizers(): Promise<Uri[]> {
  const found = await workspace.findFiles('**/tokenizer.json', '**/node_modules/**', maximumFound);
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/**
 * Refuses a file in a workspace that the user does not trust.
 * @throws TokenscopeError `WorkspaceUntrusted`.
 */
export function checkTrust(uri: Uri, trusted: boolean): void {
  if (!trusted && workspace.getWorkspaceFolder(uri)) {
    throw new TokenscopeError('WorkspaceUntrusted', { file: uri.path });
  }
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Add Tokenizer'),
    openLabel: l10n.t('Add'),
    filters: { [l10n.t('Tokenizers')]: ['json'] },
  });
  return chosen?.[0];
}
