import { l10n } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { LabelActivation } from '../../../common/measures/labelScores';
import { isFineTuned, type FineTunedTask } from '../../../common/models/installedModel';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { GraphName } from '../../../common/protocol/model/models';
import {
  bundledHead,
  labelTasks,
  type HeadChoice,
  type LabelsForm,
  type LabelTask,
} from '../../../common/protocol/views/laboratory/labels';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { InstalledModels } from '../../models/installedModels';

/** The model that runs for a task, and where its head is. */
export interface Head {
  readonly model: CatalogModel;
  /** Null for a model of its own. */
  readonly graph: GraphName | null;
  readonly labels: readonly string[];
  readonly labelsNamed: boolean;
  readonly activation: LabelActivation;
}

/** What the interface calls the tasks of fine-tuned models. */
export const tasksOf: Readonly<Record<FineTunedTask, LabelTask>> = {
  'text-classification': 'classification',
  'token-classification': 'entities',
  'question-answering': 'answer',
};

/** The task of a fine-tuned model by what the interface calls it. */
export function taskOf(label: LabelTask): FineTunedTask {
  switch (label) {
    case 'classification':
      return 'text-classification';
    case 'entities':
      return 'token-classification';
    case 'answer':
      return 'question-answering';
  }
}

/** As `models/bert-base-uncased/tasks.json` has them; a test compares. */
export const bundledHeads: Readonly<
  Partial<Record<LabelTask, { readonly graph: GraphName; readonly labels: readonly string[] }>>
> = {
  classification: { graph: 'sentiment', labels: ['negative', 'positive'] },
  entities: {
    graph: 'ner',
    labels: ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-MISC', 'I-MISC'],
  },
};

/**
 * The head that a form names.
 * @throws TokenscopeError `NoTaskModel`, `UnknownModel` for a folder that is not remembered any more.
 */
export function headFor(
  { task, models: { [task]: id } }: Pick<LabelsForm, 'task' | 'models'>,
  registry: ModelRegistry,
  chosen: InstalledModels,
): Head {
  const bundled = bundledHeads[task];
  if (id === bundledHead && bundled) {
    const model = registry.bundled('fill-mask');
    return { ...bundled, model, labelsNamed: true, activation: 'softmax' };
  }
  if (id === '' || id === bundledHead) {
    throw new TokenscopeError('NoTaskModel', { task: 'question-answering' });
  }
  const found = chosen.find(id);
  if (!found || !isFineTuned(found)) {
    throw new TokenscopeError('UnknownModel', { model: id });
  }
  return { model: found, graph: null, ...found.labelling };
}

/** What the form can choose from. */
export function headList(chosen: InstalledModels): HeadChoice[] {
  const bundled = labelTasks
    .filter((task) => bundledHeads[task])
    .map((task) => ({
      ...{ id: bundledHead, task, about: aboutBundled(task) },
      name:
        task === 'classification'
          ? l10n.t('Bundled: sentiment')
          : l10n.t('Bundled: people, organizations, places'),
    }));
  const folders = chosen.all
    .filter(isFineTuned)
    .map(({ id, task, folder, labelling: { labels } }) => ({
      ...{ id, name: id, task: tasksOf[task] },
      about: labels.length > 0 ? l10n.t('{0}; labels: {1}', folder, labels.join(', ')) : folder,
    }));
  return [...bundled, ...folders];
}

/** What the bundled adapters learned from, as the model card says. */
export function aboutBundled(task: LabelTask): string {
  return task === 'classification'
    ? l10n.t(
        'Trained on English film and product reviews (84 % and 90 % of held-out sentences right): a neutral sentence gets a label all the same.',
      )
    : l10n.t(
        'Trained on English encyclopaedia, social-media and contract text in lower case (F1 0.79 on held-out Wikipedia sentences).',
      );
}
