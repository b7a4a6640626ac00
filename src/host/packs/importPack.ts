import { l10n, Uri, window, workspace, type CancellationToken } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { packEnding, tokenizerFolder, type PackManifest } from '../../common/packs/packManifest';
import type { InstalledModel } from '../../common/models/installedModel';
import {
  packProgress,
  readPack,
  unpackPack,
  type UnpackedPart,
} from '../../common/protocol/packs/packs';
import { nameOf } from '../exports/exportFile';
import { longRun } from '../lifecycle/longRun';
import { addTokenizer } from '../tokenizers/addTokenizer';
import { checkTrust } from '../tokenizers/tokenizerSources';
import { contents } from './exportPack';
import { modelsOfPack } from './modelsOfPack';
import type { PackParts } from './packParts';

/** What an import gave. */
export interface ImportedPack {
  /** Ids of the pack's models and tokenizers on this machine, in its order. */
  readonly models: readonly string[];
  readonly tokenizers: readonly string[];
}

let imports = 0;

/**
 * Asks for a pack, checks and unpacks it, and remembers its models and tokenizers. What is on this
 * machine already, hash for hash, is used as it is.
 * @returns undefined when the user gave up.
 * @throws TokenscopeError `WorkspaceUntrusted`, or as `readPack` and `unpackPack` do.
 */
export async function importPack(
  given: Uri | undefined,
  parts: PackParts,
): Promise<ImportedPack | undefined> {
  const file = given ?? (await browse());
  if (!file) {
    return undefined;
  }
  const name = nameOf(file.path);
  if (file.scheme !== 'file') {
    throw new TokenscopeError('PackRefused', { file: name, problem: 'elsewhere', detail: '' });
  }
  checkTrust(file, workspace.isTrusted);
  const imported = await longRun(parts.runs, l10n.t('Importing {0}', name), (report, token) =>
    importFile(file, parts, report, token),
  );
  const sentence = l10n.t(
    'Imported {0} from {1}.',
    contents(imported.models.length, imported.tokenizers.length),
    name,
  );
  void window.showInformationMessage(sentence);
  return imported;
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Import a Pack'),
    openLabel: l10n.t('Import'),
    filters: { [l10n.t('Packs of models')]: [packEnding, 'zip'] },
  });
  return chosen?.[0];
}

async function importFile(
  file: Uri,
  parts: PackParts,
  report: (share: number) => void,
  token: CancellationToken,
): Promise<ImportedPack> {
  const { worker, installed, storage } = parts;
  const manifest = await worker.request(readPack, { file: file.fsPath }, token);
  const models = await modelsOfPack(manifest, installed, storage);
  const folders = [...new Set(models.flatMap(({ part }) => part ?? []))];
  const tokenizerStorage = Uri.joinPath(storage, '..', 'unpacked-tokenizers');
  const progress = `pack-import-${++imports}`;
  const params = {
    file: file.fsPath,
    parts: [
      ...folders.map((folder) => ({ folder, into: storage.fsPath })),
      ...manifest.tokenizers.map((each) => ({
        folder: tokenizerFolder(each),
        into: tokenizerStorage.fsPath,
      })),
    ],
    progress,
  };
  const unpacked =
    params.parts.length === 0
      ? []
      : await worker.request(unpackPack, params, token, {
          type: packProgress,
          token: progress,
          handler: report,
        });
  const kept: InstalledModel[] = [];
  for (const model of models) {
    kept.push(await model.keep(unpacked[folders.indexOf(model.part ?? '')]?.folder));
  }
  const tokenizers = await addTokenizers(
    file,
    manifest,
    unpacked.slice(folders.length),
    parts,
    token,
  );
  return { models: kept.map(({ id }) => id), tokenizers };
}

/** Adds the unpacked tokenizers as if they were chosen one by one: each is tried out first. */
async function addTokenizers(
  file: Uri,
  { tokenizers }: PackManifest,
  unpacked: readonly UnpackedPart[],
  { added, probe }: PackParts,
  token: CancellationToken,
): Promise<string[]> {
  const ids: string[] = [];
  try {
    for (const [index, { folder }] of unpacked.entries()) {
      const source = Uri.joinPath(Uri.file(folder), 'tokenizer.json');
      const origin = Uri.joinPath(file, tokenizers[index]?.id ?? '', 'tokenizer.json');
      ids.push((await addTokenizer(source, added, probe, token, origin)).id);
    }
  } finally {
    // Those that were added have been copied.
    await Promise.all(
      unpacked.map(({ folder }) =>
        workspace.fs.delete(Uri.file(folder), { recursive: true }).then(undefined, () => undefined),
      ),
    );
  }
  return ids;
}
