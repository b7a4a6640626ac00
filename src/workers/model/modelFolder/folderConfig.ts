import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { LabelActivation } from '../../../common/measures/labelScores';
import type { FineTunedTask } from '../../../common/models/fineTuned';
import { fileProblem } from '../models/verifyFiles';

/** What `config.json` says of a fine-tuned encoder. */
export interface FolderConfig {
  readonly architecture: string;
  readonly task: FineTunedTask;
  /** By index; null when it names none. */
  readonly labels: readonly string[] | null;
  readonly activation: LabelActivation;
  readonly contextLength: number;
}

const tasks: readonly (readonly [RegExp, FineTunedTask])[] = [
  [/ForSequenceClassification$/, 'text-classification'],
  [/ForTokenClassification$/, 'token-classification'],
  [/ForQuestionAnswering$/, 'question-answering'],
];

/** Kinds of models whose first two positions are for padding. */
const paddedPositions: ReadonlySet<unknown> = new Set([
  'roberta',
  'xlm-roberta',
  'camembert',
  'mpnet',
]);

/**
 * Reads `config.json` of a folder.
 * @param name of the model, for errors.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`, `WrongModelKind`.
 */
export async function readFolderConfig(folder: string, name: string): Promise<FolderConfig> {
  const config = await readObject(path.join(folder, 'config.json'));
  const { architectures, problem_type: problem, id2label } = config;
  const architecture = Array.isArray(architectures) ? String(architectures[0]) : '';
  const task = tasks.find(([pattern]) => pattern.test(architecture))?.[1];
  if (task === undefined || problem === 'regression') {
    throw new TokenscopeError('WrongModelKind', { model: name, needed: 'fine-tuned' });
  }
  const labels = readLabels(id2label);
  const several = problem === 'multi_label_classification' || labels?.length === 1;
  return {
    architecture,
    task,
    labels,
    activation: several ? 'sigmoid' : 'softmax',
    contextLength: await contextLength(folder, config),
  };
}

async function readObject(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
      return json as Record<string, unknown>;
    }
  } catch {
    // The same as JSON of another kind.
  }
  throw new TokenscopeError('FileCorrupt', { file, reason: 'it is not a JSON object' });
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
  { model_type: kind, max_position_embeddings: positions }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const tokenizer = await readObject(path.join(folder, 'tokenizer_config.json')).catch(
    (): Readonly<Record<string, unknown>> => ({}),
  );
  const limit = tokenizer['model_max_length'];
  const padding = paddedPositions.has(kind) ? 2 : 0;
  const found = [typeof positions === 'number' ? positions - padding : 512, limit].filter(
    (value): value is number => typeof value === 'number' && value >= 8,
  );
  return Math.floor(Math.min(...found));
}
