import { version as vscodeVersion, type Extension } from 'vscode';
import type { ModelProvenance, ProvenanceSeed } from '../../common/exports/provenance';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What a run adds to its provenance. */
export interface RunFacts {
  readonly models: readonly ModelProvenance[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly threads?: number;
  readonly batchSize?: number;
  readonly seeds?: readonly number[];
  readonly warnings?: readonly string[];
}

/** Makes the provenance of exports (measures: exports). */
export class ProvenanceMaker {
  readonly #manifest: Manifest;

  constructor(extension: Extension<unknown>) {
    this.#manifest = extension.packageJSON as Manifest;
  }

  /** Version of each part that computes. */
  get versions(): Readonly<
    Record<'tokenscope' | 'vscode' | 'tokenizers' | 'onnxruntime-node', string>
  > {
    const { version, dependencies } = this.#manifest;
    return {
      tokenscope: version,
      vscode: vscodeVersion,
      // Pinned: the manifest names exactly what is installed.
      tokenizers: dependencies['tokenizers'] ?? '',
      'onnxruntime-node': dependencies['onnxruntime-node'] ?? '',
    };
  }

  /** Of a run that begins now. */
  of({ models, settings, threads, batchSize, seeds, warnings }: RunFacts): ProvenanceSeed {
    const { version } = this.#manifest;
    const created = new Date();
    return {
      created: created.toISOString(),
      run_id: crypto.randomUUID(),
      versions: this.versions,
      models,
      threads: threads ?? null,
      batch_size: batchSize ?? null,
      settings,
      seeds: seeds ?? [],
      probe_sha256: null,
      warnings: warnings ?? [],
      bibtex: bibtex(version, created, models),
    };
  }
}

/** An entry that cites the software together with what it ran. */
function bibtex(version: string, created: Date, models: readonly ModelProvenance[]): string {
  const note = models
    .map(({ name, revision, precision }) =>
      [name, revision && `revision ${revision}`, precision].filter(Boolean).join(', '),
    )
    .join('; ');
  return [
    '@software{tokenscope,',
    '  author = {{Tokenscope contributors}},',
    '  title = {{Tokenscope: a microscope for language models inside VS Code}},',
    `  year = {${created.getUTCFullYear()}},`,
    `  version = {${version}},`,
    `  note = {${escapeTex(note)}}`,
    '}',
  ].join('\n');
}

/** Characters that TeX takes for a command or an accent when a backslash precedes them. */
const texNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (character) => texNames[character] ?? `\\${character}`);
}
