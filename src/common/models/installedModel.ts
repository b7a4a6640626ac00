import type { LabelActivation } from '../measures/labelScores';
import type { ModelTask } from '../protocol/model/models';
import type { CatalogModel } from './modelCatalog';

/** What a fine-tuned encoder does. */
export type FineTunedTask = Extract<
  ModelTask,
  'text-classification' | 'token-classification' | 'question-answering'
>;

/** The labels of a fine-tuned encoder. */
export interface Labelling {
  /** In the order of the logits; none for question answering. */
  readonly labels: readonly string[];
  /** Whether `config.json` names the labels, or they are only numbered: `LABEL_0`. */
  readonly labelsNamed: boolean;
  readonly activation: LabelActivation;
}

/** Where a model of a hub comes from. */
export interface HubSource {
  /** Such as `Xenova/distilgpt2`. */
  readonly repo: string;
  /** The commit whose files it has. */
  readonly commit: string;
  /** The branch or tag that was asked for; the commit, or absent, for a model that stays as it is. */
  readonly revision?: string;
}

/**
 * One precision of a model that the user put on this machine, as it was found when it was tried out:
 * plain data, which is stored.
 */
export interface InstalledModel extends CatalogModel {
  readonly source: 'folder' | 'hub';
  /** Absolute path of the folder in Hugging Face layout. */
  readonly folder: string;
  /** Of fine-tuned encoders. */
  readonly labelling?: Labelling;
  readonly hub?: HubSource;
}

/** A fine-tuned encoder. */
export interface FineTunedModel extends InstalledModel {
  readonly task: FineTunedTask;
  readonly labelling: Labelling;
}

export function isFineTuned(model: CatalogModel): model is FineTunedModel {
  return 'labelling' in model && model.labelling !== undefined;
}

/** What precisions of one model have in common: a repository of the hub, a folder, or a bundled id. */
export function familyOf(model: CatalogModel | InstalledModel): string {
  return ('hub' in model ? model.hub.repo : undefined) ?? model.folder ?? model.id;
}
