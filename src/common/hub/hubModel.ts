/** A file of a model on the hub, as the listing of one commit gives it. */
export interface HubFile {
  /** Path in the repository, with forward slashes; not validated yet, see `checkHubPath`. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of a file in large-file storage (LFS), else SHA-1 of the git blob; names the blob in a cache. */
  readonly etag: string;
  readonly hash: 'sha256' | 'git-sha1';
}

/** A model of the hub at one commit. */
export interface HubModel {
  /** The id that was asked for, and the one that the hub knows the model by: they differ once it was renamed. */
  readonly asked: string;
  readonly id: string;
  /** The branch, tag or commit that was asked for, and the commit that it is now. */
  readonly revision: string;
  readonly commit: string;
  /** Whether its terms must be accepted on the hub before files are served. */
  readonly gated: boolean;
  readonly private: boolean;
  /** The hub's name of the task, such as `fill-mask`. */
  readonly task: string | null;
  /** Class of transformers that its configuration names, such as `BertForMaskedLM`; null where the hub does not tell. */
  readonly architecture: string | null;
  /** As its card says: an SPDX identifier in lower case, or a word of the hub such as `other`. */
  readonly licence: string | null;
  /** As its card says, mostly ISO 639 codes. */
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  readonly downloads: number;
  /** ISO 8601. */
  readonly updated: string;
  readonly files: readonly HubFile[];
}

/** A model that a search found. */
export interface HubSearchResult {
  readonly id: string;
  readonly task: string | null;
  readonly gated: boolean;
  readonly private: boolean;
  readonly licence: string | null;
  readonly languages: readonly string[];
  readonly downloads: number;
  readonly likes: number;
  /** Whether its main branch has ONNX files, and a `tokenizer.json`. */
  readonly onnx: boolean;
  readonly tokenizer: boolean;
}
