import type { InstalledModel } from '../models/installedModel';
import type { ModelFile } from '../protocol/model/models';

/** What `format` says in the manifest of every pack. */
export const packFormat = 'tokenscope-pack';
/** Version of the format that is written; older ones are read. */
export const packVersion = 1;
/** Ending of the files, without the dot. They are plain zip files. */
export const packEnding = 'tokenscope-pack';
/** Where the manifest lies in a pack. */
export const manifestName = 'manifest.json';

/** Largest manifest that is read, and most files of a pack. */
export const maximumManifestBytes = 4_000_000;
export const maximumPackFiles = 5_000;

/** One precision of a model in a pack, as it was found when it was tried out. */
export interface PackModel extends Omit<InstalledModel, 'folder'> {
  /** Name of the folder below `models/`; precisions of one model share it. */
  readonly folder: string;
  /** Its card and licence, which it is not loaded with. */
  readonly extras: readonly ModelFile[];
}

/** A tokenizer that was added by its own, in a pack. */
export interface PackTokenizer {
  readonly id: string;
  /** Name of the folder below `tokenizers/` that its `tokenizer.json` lies in. */
  readonly folder: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json` of a pack: what is in it, with the size and SHA-256 of every file. */
export interface PackManifest {
  readonly format: typeof packFormat;
  readonly version: number;
  /** Version of the Tokenscope that wrote it. */
  readonly tokenscope: string;
  readonly models: readonly PackModel[];
  readonly tokenizers: readonly PackTokenizer[];
}

/** Folder of a model's files in a pack. */
export function modelFolder({ folder }: Pick<PackModel, 'folder'>): string {
  return `models/${folder}`;
}

/** Folder of a tokenizer in a pack. */
export function tokenizerFolder({ folder }: Pick<PackTokenizer, 'folder'>): string {
  return `tokenizers/${folder}`;
}

/**
 * Every file of a pack but the manifest, by its path in the pack. A file that two precisions of a
 * model share is there once; null when they do not agree about it.
 */
export function packFiles({
  models,
  tokenizers,
}: Pick<PackManifest, 'models' | 'tokenizers'>): ReadonlyMap<string, ModelFile> | null {
  const all = [
    ...models.flatMap((model) =>
      [...model.files, ...model.extras].map((file) => ({
        ...file,
        path: `${modelFolder(model)}/${file.path}`,
      })),
    ),
    ...tokenizers.map((tokenizer) => ({
      path: `${tokenizerFolder(tokenizer)}/tokenizer.json`,
      bytes: tokenizer.bytes,
      sha256: tokenizer.sha256,
    })),
  ];
  const files = new Map<string, ModelFile>();
  for (const file of all) {
    const same = files.get(file.path);
    if (same && (same.sha256 !== file.sha256 || same.bytes !== file.bytes)) {
      return null;
    }
    files.set(file.path, file);
  }
  return files;
}

/** Bytes of files together. */
export function bytesOf(files: Iterable<ModelFile>): number {
  return [...files].reduce((sum, { bytes }) => sum + bytes, 0);
}
