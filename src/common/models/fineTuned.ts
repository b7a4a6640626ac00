import type { LabelActivation } from '../measures/labelScores';
import type { ModelFile, ModelTask } from '../protocol/model/models';
import type { CatalogModel } from './modelCatalog';

/** What a fine-tuned encoder does. */
export type FineTunedTask = Extract<
  ModelTask,
  'text-classification' | 'token-classification' | 'question-answering'
>;

/** A model folder that the user chose, as it was found when it was tried out. */
export interface FineTunedModel {
  /** Unique among the models of this machine. */
  readonly id: string;
  /** Absolute path of the folder in Hugging Face layout. */
  readonly folder: string;
  readonly task: FineTunedTask;
  /** Such as `DistilBertForSequenceClassification`. */
  readonly architecture: string;
  /** In the order of the logits; none for question answering. */
  readonly labels: readonly string[];
  /** Whether `config.json` names the labels, or they are only numbered: `LABEL_0`. */
  readonly labelsNamed: boolean;
  readonly activation: LabelActivation;
  /** transformers.js `dtype` of the weights, as the ending of their file's name says. */
  readonly precision: string;
  /** SHA-256 of the weights. */
  readonly revision: string;
  /** Tokens that it can take, special ones included. */
  readonly contextLength: number;
  /** What it loads, with the sizes and hashes that were found. */
  readonly files: readonly ModelFile[];
}

/** The same as a model of the catalog. Its licence is not known: a folder need not say it. */
export function fineTunedCatalog(model: FineTunedModel): CatalogModel {
  const { id, folder, task, architecture, precision, revision, contextLength, files } = model;
  return {
    ...{ id, folder, task, architecture, precision, revision, contextLength, files },
    name: id,
    tokenizer: '',
    maskToken: null,
    licence: 'unknown',
    source: 'folder',
    taskFiles: files.map(({ path }) => path),
    graphs: {},
  };
}
