import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { CatalogModel } from '../../models/modelCatalog';
import type { InstalledModel } from '../../models/installedModel';
import type { PackManifest } from '../../packs/packManifest';

/** A model that goes into a pack. */
export interface PackedModel extends Omit<InstalledModel, 'source'> {
  readonly source: CatalogModel['source'];
}

/** A tokenizer that goes into a pack. */
export interface PackedTokenizer {
  readonly id: string;
  /** Absolute path of its `tokenizer.json`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface WritePackParams {
  /** Absolute path of the pack. */
  readonly file: string;
  /** Version of Tokenscope. */
  readonly tokenscope: string;
  readonly models: readonly PackedModel[];
  readonly tokenizers: readonly PackedTokenizer[];
  /** Reports the share done, from 0 to 1, under this token. */
  readonly progress?: string;
}

export interface WrittenPack {
  /** Size of the pack. */
  readonly bytes: number;
  /** Files in it, the manifest not counted. */
  readonly files: number;
}

/**
 * Writes models and tokenizers into one file, hashing every file again on its way. `ChosenFileMissing`
 * and `ChosenFileCorrupt` name a file that is not what it was when its model was tried out; `DiskFull`,
 * `FileNotWritten`, `Cancelled`: then nothing is left of the new pack, and a former one stays.
 */
export const writePack = new RequestType<WritePackParams, WrittenPack, unknown>('packs/write');

export interface ReadPackParams {
  /** Absolute path of the pack. */
  readonly file: string;
}

/**
 * What is in a pack, once everything is checked that can be without reading its files whole: names,
 * sizes, and that it holds what its manifest says. `PackRefused` says why not.
 */
export const readPack = new RequestType<ReadPackParams, PackManifest, unknown>('packs/read');

/** A folder of a pack that is to be unpacked. */
export interface PackPart {
  /** Its path in the pack, such as `models/distilgpt2`. */
  readonly folder: string;
  /** Absolute path of the folder that it becomes one in; made if need be. */
  readonly into: string;
}

export interface UnpackParams extends ReadPackParams {
  readonly parts: readonly PackPart[];
  /** Reports the share done, from 0 to 1, under this token. */
  readonly progress?: string;
}

/** Where a part of a pack is now. */
export interface UnpackedPart {
  /** Absolute path; its name ends with a digest of the files in it. */
  readonly folder: string;
  /** False where the same files were there before. */
  readonly fresh: boolean;
}

/**
 * Unpacks parts of a pack, in their order: each into a new folder, once the hash of every file is
 * right. `PackRefused`, `PackNoRoom`, `PackNotStored`, `Cancelled`: then nothing of it is left.
 */
export const unpackPack = new RequestType<UnpackParams, readonly UnpackedPart[], unknown>(
  'packs/unpack',
);

/** The share of a pack's bytes that are written, from 0 to 1. */
export const packProgress = new ProgressType<number>();

/** What a folder that is shared has for everybody. */
export interface SharedLook {
  /** Unpacked packs; models with a missing file, or one of another size, are left out. */
  readonly packs: readonly {
    /** Absolute path of the folder with the manifest. */
    readonly folder: string;
    readonly manifest: PackManifest;
  }[];
  /** Absolute paths of folders with a `config.json`, of those in a Hugging Face cache too. */
  readonly folders: readonly string[];
}

/** Looks into a folder and the folders in it. `SharedFolderUnreachable` when it cannot be listed. */
export const lookAtSharedFolder = new RequestType<{ readonly folder: string }, SharedLook, unknown>(
  'packs/lookAtSharedFolder',
);
