import type { Event } from 'vscode';

/** A model that lies in the cache of Hugging Face and is not on the list. */
export interface CachedEntry {
  readonly id: string;
  readonly commit: string;
  /** Branches and tags that were this commit when they were last asked for. */
  readonly refs: readonly string[];
  /** Absolute path of the snapshot. */
  readonly folder: string;
  readonly bytes: number;
}

/** The models of the cache that the Models view lists, to be added without a request. */
export interface CachedEntries {
  readonly onDidChange: Event<void>;
  readonly all: readonly CachedEntry[];
  /** Looks at the cache anew. */
  look(): Promise<void>;
}
