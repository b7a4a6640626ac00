import { Uri } from 'vscode';
import { familyOf, type InstalledModel } from '../../common/models/installedModel';
import { modelFolder, type PackManifest, type PackModel } from '../../common/packs/packManifest';
import { plainName } from '../../common/hub/aliases';
import type { InstalledModels } from '../models/installedModels';
import { isThere } from '../models/missingModels';

/** A model of a pack that is being imported. */
export interface IncomingModel {
  /** Folder in the pack that has to be unpacked for it; null when the same files are there. */
  readonly part: string | null;
  /** Remembers it. @param folder absolute path of the unpacked part. */
  keep(folder: string | undefined): Promise<InstalledModel>;
}

/** What has to be done for each model of a pack. @param storage that packs are unpacked to:
 * what is there is made whole; null where nothing is unpacked. */
export function modelsOfPack(
  { models }: PackManifest,
  installed: InstalledModels,
  storage: Uri | null,
): Promise<IncomingModel[]> {
  return Promise.all(
    models.map(async (model): Promise<IncomingModel> => {
      const same = installed.all.find((other) => sameFiles(model, other));
      if (same && !(storage && isInside(storage, same.folder)) && (await isThere(same))) {
        return { part: null, keep: () => Promise.resolve(same) };
      }
      return {
        part: modelFolder(model),
        keep: (folder = '') => keep(model, folder, same, installed),
      };
    }),
  );
}

async function keep(
  { extras, ...model }: PackModel,
  folder: string,
  same: InstalledModel | undefined,
  installed: InstalledModels,
): Promise<InstalledModel> {
  const id = same?.id ?? newId(model, folder, installed);
  const renamed = model.name === model.id ? id : model.name;
  // The card and licence lie in the folder; only what the model loads is known of it.
  const files = model.files.filter(({ path }) => !extras.some((extra) => extra.path === path));
  const kept: InstalledModel = { ...model, files, id, name: renamed, folder };
  await installed.keep(kept);
  return kept;
}

/** An id for files that no model has: another model of the name, or another version, keeps its own. */
function newId(
  { id, hub, precision }: Omit<PackModel, 'extras'>,
  folder: string,
  installed: InstalledModels,
): string {
  const name = hub ? plainName(hub.repo) : id.replace(` (${precision})`, '');
  const rival = installed.all.some(
    (other) => familyOf(other) === hub?.repo && other.precision === precision,
  );
  return installed.idFor({ name, family: hub && !rival ? hub.repo : folder, precision });
}

/** Whether two models load the same bytes. */
function sameFiles(a: Pick<PackModel, 'task' | 'precision' | 'files'>, b: InstalledModel): boolean {
  const hashes = ({ files }: Pick<PackModel, 'files'>): string =>
    files
      .map(({ path, sha256 }) => `${path} ${sha256}`)
      .sort()
      .join('\n');
  return a.task === b.task && a.precision === b.precision && hashes(a) === hashes(b);
}

/** Whether a folder lies in the storage. @param folder absolute path. */
export function isInside(storage: Uri, folder: string): boolean {
  return Uri.file(folder).path.startsWith(`${storage.path}/`);
}
