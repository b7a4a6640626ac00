import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { isSafePath } from '../../common/hub/hubIds';
import {
  packFormat,
  packVersion,
  type PackManifest,
  type PackModel,
  type PackTokenizer,
} from '../../common/packs/packManifest';
import type { ModelFile } from '../../common/protocol/model/models';
import type { PackedModel, WritePackParams } from '../../common/protocol/packs/packs';

/** Files that tell what a model is and under which terms: nothing loads them. */
const extraNames = /^(readme|licen[cs]e|notice)(\.(md|txt))?$/i;
const maximumExtraBytes = 1_000_000;

/** What a pack is to hold. */
export interface PackContents {
  readonly manifest: PackManifest;
  /** Absolute path of the files of each folder in the pack, such as `models/distilgpt2`. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Lays out a pack: precisions of one model share a folder, and each model brings its card along. */
export async function packContents(params: WritePackParams): Promise<PackContents> {
  const folders = new FolderNames();
  const extras = new Map<string, readonly ModelFile[]>();
  const models: PackModel[] = [];
  for (const model of params.models) {
    const own = extras.get(model.folder) ?? (await findExtras(model.folder));
    extras.set(model.folder, own);
    models.push(packModel(model, folders.of(model.folder, shortName(model)), own));
  }
  const tokenizerFolders = new FolderNames();
  const tokenizers = params.tokenizers.map(({ id, file, bytes, sha256 }): PackTokenizer => ({
    ...{ id, bytes, sha256 },
    folder: tokenizerFolders.of(file, id),
  }));
  const { tokenscope } = params;
  return {
    manifest: { format: packFormat, version: packVersion, tokenscope, models, tokenizers },
    sources: new Map([...folders.sources('models'), ...tokenizerFolders.sources('tokenizers')]),
  };
}

/** Only what the manifest knows goes into it: other fields may be of this machine. */
function packModel(model: PackedModel, folder: string, extras: readonly ModelFile[]): PackModel {
  const { id, name, task, architecture, tokenizer, maskToken, precision, revision } = model;
  const { licence, contextLength, shape, hub, labelling, files, taskFiles, graphs } = model;
  const taken = new Set(files.map((file) => file.path));
  return {
    ...{ id, name, task, architecture, tokenizer, maskToken, precision, revision },
    ...{ licence, contextLength, files, taskFiles, graphs },
    source: model.source === 'hub' ? 'hub' : 'folder',
    ...(shape && { shape }),
    ...(hub && { hub }),
    ...(labelling && { labelling }),
    folder,
    extras: extras.filter((file) => !taken.has(file.path)),
  };
}

function shortName({ id, hub }: PackedModel): string {
  return hub === undefined ? id : (hub.repo.split('/').at(-1) ?? id);
}

async function findExtras(folder: string): Promise<ModelFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files: ModelFile[] = [];
  for (const name of names.filter((each) => extraNames.test(each)).sort()) {
    const bytes = await readFile(path.join(folder, name)).catch(() => null);
    if (bytes !== null && bytes.length <= maximumExtraBytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      files.push({ path: name, bytes: bytes.length, sha256 });
    }
  }
  return files;
}

/** Names of folders that every system takes, one for each source. */
class FolderNames {
  readonly #names = new Map<string, string>();

  of(source: string, wanted: string): string {
    const known = this.#names.get(source);
    if (known !== undefined) {
      return known;
    }
    const plain = wanted
      .replaceAll(/[^\w.-]+/g, '-')
      .replaceAll(/^[.-]+|[.-]+$/g, '')
      .slice(0, 60);
    const base = plain !== '' && isSafePath(plain) ? plain : `model-${plain}`.replace(/-$/, '');
    const taken = new Set([...this.#names.values()].map((name) => name.toLowerCase()));
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      name = `${base}-${number}`;
    }
    this.#names.set(source, name);
    return name;
  }

  /** Sources by their folders below `parent`. */
  sources(parent: string): (readonly [folder: string, source: string])[] {
    return [...this.#names].map(([source, name]) => [`${parent}/${name}`, source]);
  }
}
