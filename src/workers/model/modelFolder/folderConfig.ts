import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { LabelActivation } from '../../../common/measures/labelScores';
import { architectureOf, taskOfArchitecture } from '../../../common/models/architectures';
import type { ModelTask } from '../../../common/protocol/model/models';
import { readObject, type JsonObject } from './readObject';

/** What `config.json` says of a model. */
export interface FolderConfig {
  readonly architecture: string;
  readonly task: ModelTask;
  /** By index; null when it names none, or for a model without labels. */
  readonly labels: readonly string[] | null;
  readonly activation: LabelActivation;
  /** Tokens that it can take, special ones included. */
  readonly contextLength: number;
  /** The whole file. */
  readonly json: JsonObject;
}

/** Kinds of models whose first two positions are for padding. */
const paddedPositions: ReadonlySet<unknown> = new Set([
  'roberta',
  'xlm-roberta',
  'camembert',
  'mpnet',
]);

/** Tokens that are taken of a longer context: logits of more would not fit in memory. */
const longestContext = 4_096;

/**
 * Reads `config.json` of a folder.
 * @param name of the model, for errors.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`, `WrongModelKind`.
 */
export async function readFolderConfig(folder: string, name: string): Promise<FolderConfig> {
  const config = await readObject(path.join(folder, 'config.json'));
  const { problem_type: problem, id2label } = config;
  const architecture = architectureOf(config) ?? '';
  const task = taskOfArchitecture(architecture);
  if (task === undefined || problem === 'regression') {
    throw new TokenscopeError('WrongModelKind', { model: name, needed: 'any' });
  }
  const labels = task === 'fill-mask' || task === 'text-generation' ? null : readLabels(id2label);
  const several = problem === 'multi_label_classification' || labels?.length === 1;
  return {
    architecture,
    task,
    labels,
    activation: several ? 'sigmoid' : 'softmax',
    contextLength: await contextLength(folder, config),
    json: config,
  };
}

/** `id2label` is an object from numbers to names; a number that it leaves out stays a number. */
function readLabels(id2label: unknown): string[] | null {
  if (typeof id2label !== 'object' || id2label === null) {
    return null;
  }
  const named = new Map(
    Object.entries(id2label).map(([id, label]) => [Number(id), String(label)] as const),
  );
  const last = Math.max(...[...named.keys()].filter((id) => Number.isSafeInteger(id)));
  return last >= 0 && last < 100_000
    ? Array.from({ length: last + 1 }, (_, id) => named.get(id) ?? `LABEL_${id}`)
    : null;
}

/** The smaller of the model's positions and what its tokenizer was set to. */
async function contextLength(
  folder: string,
  { model_type: kind, n_positions: own, max_position_embeddings: usual }: JsonObject,
): Promise<number> {
  const tokenizer = await readObject(path.join(folder, 'tokenizer_config.json')).catch(
    (): JsonObject => ({}),
  );
  const positions = [own, usual].find((value) => typeof value === 'number');
  const padding = paddedPositions.has(kind) ? 2 : 0;
  const found = [
    positions === undefined ? 512 : positions - padding,
    tokenizer['model_max_length'],
    longestContext,
  ].filter((value): value is number => typeof value === 'number' && value >= 8);
  return Math.floor(Math.min(...found));
}
