import { commands, l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { AddedTokenizer } from '../../common/models/addedTokenizer';
import { taskBytes, type CatalogModel } from '../../common/models/modelCatalog';
import { packEnding } from '../../common/packs/packManifest';
import { packProgress, writePack, type WrittenPack } from '../../common/protocol/packs/packs';
import { nameOf } from '../exports/exportFile';
import { longRun } from '../lifecycle/longRun';
import { shownSize } from '../models/shownSize';
import { counted } from '../wording/counted';
import { separator } from '../wording/separator';
import type { PackParts } from './packParts';

/** What to export; what is left out is asked of the user. */
export interface ExportChoice {
  /** Ids of models and of added tokenizers. */
  readonly models?: readonly string[];
  readonly tokenizers?: readonly string[];
  /** The pack that is written. */
  readonly file?: Uri;
}

interface Chosen {
  readonly models: readonly CatalogModel[];
  readonly tokenizers: readonly AddedTokenizer[];
}

let exports = 0;

/**
 * Asks which models and tokenizers go into a pack, and where it is written, and writes it.
 * @returns undefined when the user gave up.
 * @throws TokenscopeError `UnknownModel`, `NotALocalFile`, or as `writePack` does.
 */
export async function exportPack(
  { models, tokenizers, file }: ExportChoice,
  parts: PackParts,
): Promise<WrittenPack | undefined> {
  const chosen =
    models || tokenizers
      ? {
          models: (models ?? []).map((id) => parts.registry.get(id)),
          tokenizers: parts.added.all.filter(({ id }) => tokenizers?.includes(id)),
        }
      : await pick(parts);
  const target = chosen && (file ?? (await askWhere(chosen)));
  if (!chosen || !target) {
    return undefined;
  }
  if (target.scheme !== 'file') {
    throw new TokenscopeError('NotALocalFile', {});
  }
  const written = await write(target, chosen, parts);
  void announce(target, chosen, written);
  return written;
}

async function pick({ registry, added }: PackParts): Promise<Chosen | undefined> {
  const models = registry.models.map((model) => ({
    label: model.id,
    description: `${model.precision} · ${shownSize(taskBytes(model))} · ${model.licence}`,
    ...(model.source === 'bundled' && { detail: l10n.t('bundled: every Tokenscope has it') }),
    model,
  }));
  const tokenizers = added.all.map((tokenizer) => ({
    label: tokenizer.id,
    description: tokenizer.method,
    tokenizer,
  }));
  const picked = await window.showQuickPick<
    (typeof models | typeof tokenizers)[number] | QuickPickItem
  >(
    [
      separator(l10n.t('Models')),
      ...models,
      ...(tokenizers.length > 0 ? [separator(l10n.t('Tokenizers')), ...tokenizers] : []),
    ],
    {
      title: l10n.t('Export a Pack'),
      placeHolder: l10n.t('Which go into the pack? Mind their licences when you pass it on.'),
      canPickMany: true,
    },
  );
  return picked === undefined || picked.length === 0
    ? undefined
    : {
        models: picked.flatMap((item) => ('model' in item ? item.model : [])),
        tokenizers: picked.flatMap((item) => ('tokenizer' in item ? item.tokenizer : [])),
      };
}

async function askWhere({ models, tokenizers }: Chosen): Promise<Uri | undefined> {
  const all = [...models, ...tokenizers];
  const [only] = all;
  const name = (all.length === 1 && only ? only.id : 'models').replaceAll(
    /[^\p{L}\p{N}.-]+/gu,
    '-',
  );
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  return window.showSaveDialog({
    title: l10n.t('Export a Pack'),
    defaultUri: Uri.joinPath(folder, `${name}.${packEnding}`),
    filters: { [l10n.t('Packs of models')]: [packEnding] },
  });
}

function write(
  target: Uri,
  { models, tokenizers }: Chosen,
  parts: PackParts,
): Promise<WrittenPack> {
  const { registry, added, worker, runs, version } = parts;
  const progress = `pack-export-${++exports}`;
  const params = {
    file: target.fsPath,
    tokenscope: version,
    models: models.map((model) => ({ ...model, folder: registry.folder(model).fsPath })),
    tokenizers: tokenizers.map((tokenizer) => ({
      ...{ id: tokenizer.id, bytes: tokenizer.bytes, sha256: tokenizer.sha256 },
      file: added.ref(tokenizer).file,
    })),
    progress,
  };
  const title = l10n.t('Exporting {0}', nameOf(target.fsPath));
  return longRun(runs, title, (report, token) =>
    worker.request(writePack, params, token, {
      type: packProgress,
      token: progress,
      handler: report,
    }),
  );
}

async function announce(target: Uri, chosen: Chosen, { bytes }: WrittenPack): Promise<void> {
  const reveal = l10n.t('Show in Folder');
  const sentence = l10n.t(
    'Exported {0} to {1} ({2}).',
    contents(chosen.models.length, chosen.tokenizers.length),
    nameOf(target.fsPath),
    shownSize(bytes),
  );
  if ((await window.showInformationMessage(sentence, reveal)) === reveal) {
    await commands.executeCommand('revealFileInOS', target);
  }
}

/** How much is in a pack, such as `2 models and 1 tokenizer`. */
export function contents(models: number, tokenizers: number): string {
  if (tokenizers === 0) {
    return counted(models, 'model');
  }
  return models === 0
    ? counted(tokenizers, 'tokenizer')
    : l10n.t('{0} and {1}', counted(models, 'model'), counted(tokenizers, 'tokenizer'));
}
