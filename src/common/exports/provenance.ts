/** Which model or tokenizer gave the numbers of an export. */
export interface ModelProvenance {
  readonly id: string;
  /** The name with its honest addition, as the views show it. */
  readonly name: string;
  readonly source: 'bundled' | 'hub' | 'folder';
  readonly revision: string;
  /** Of the weights; null for a tokenizer. */
  readonly precision: string | null;
  readonly licence: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** How an export came about, as measures define it; written into `datapackage.json`. */
export interface Provenance {
  /** UTC, ISO 8601. */
  readonly created: string;
  readonly run_id: string;
  /** Version of each part that computed: the extension and the libraries. */
  readonly versions: Readonly<Record<string, string>>;
  readonly models: readonly ModelProvenance[];
  /** Null where nothing ran in threads of our own or in batches. */
  readonly threads: number | null;
  readonly batch_size: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  /** SHA-256 of each text that was read, in UTF-8. */
  readonly input_sha256: readonly string[];
  /** SHA-256 of the probe file, if one was used. */
  readonly probe_sha256: string | null;
  readonly warnings: readonly string[];
  readonly bibtex: string;
}

/** What the host knows before the run; the process that computes adds hashes of what it reads. */
export type ProvenanceSeed = Omit<Provenance, 'input_sha256'>;
