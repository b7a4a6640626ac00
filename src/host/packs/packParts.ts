import type { Uri } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import type { Runs } from '../lifecycle/runs';
import type { InstalledModels } from '../models/installedModels';
import type { ModelRegistry } from '../models/modelRegistry';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';
import type { TokenizerProbe } from '../tokenizers/tokenizerProbe';

/** What exporting and importing packs is built from. */
export interface PackParts {
  /** Version of Tokenscope. */
  readonly version: string;
  /** Folder that packs are unpacked to; need not exist yet. */
  readonly storage: Uri;
  /** The process that reads and writes packs. */
  readonly worker: WorkerClient;
  readonly registry: ModelRegistry;
  readonly installed: InstalledModels;
  readonly added: AddedTokenizers;
  readonly probe: TokenizerProbe;
  readonly runs: Runs;
}
