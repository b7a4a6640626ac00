import type { AppliedHead } from '../../../src/common/protocol/model/headApplication';
import type { HeadEvaluation } from '../../../src/common/protocol/model/trainedHead';
import { emptyLab } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  HeadTrainingView,
  TrainedHeadForm,
  TrainedHeadView,
} from '../../../src/common/protocol/views/laboratory/trainedHead';
import { defaultHeadSettings } from '../../../src/common/trainedHead/limits';
import type { LabScenario } from './vectorsScenarios';

const bert = { name: 'bert-base-uncased', precision: 'q4', revision: '278148beb0a3f93c62ef' };

function evaluationOf(labels: readonly string[]): HeadEvaluation {
  const confusion = labels.map((_, row) =>
    labels.map((__, column) => (row === column ? 17 - 3 * (row % 4) : (row * 3 + column * 5) % 4)),
  );
  const scores = (mean: number, sd: number) => ({
    accuracy: { mean, sd },
    macroF1: { mean: mean - 0.03, sd: sd + 0.04 },
  });
  return {
    labels,
    folds: Array.from({ length: 5 }, () => ({
      trainingRows: 48,
      testRows: 12,
      head: { accuracy: 0.8, macroF1: 0.78 },
      baseline: { accuracy: 0.43, macroF1: 0.2 },
      unseenLabels: [],
    })),
    head: scores(0.82, 0.07),
    baseline: scores(0.43, 0.04),
    pooled: { accuracy: 0.82, macroF1: 0.8 },
    perLabel: labels.map((label, index) => ({
      label,
      precision: 0.85,
      recall: 1 - index / 10,
      f1: 0.81,
      support: 17 + index,
    })),
    confusion,
    learningCurve: [5, 12, 24, 48].map((rows, index) => ({
      rows,
      ...scores(0.68 + index * 0.05, 0.16 - index * 0.03),
    })),
    unconvergedFits: 0,
  };
}

const head: AppliedHead = {
  labels: ['food', 'politics', 'sport'],
  settings: defaultHeadSettings,
  accuracy: 0.82,
  baselineAccuracy: 0.43,
};

function training(labels: readonly string[], group: string | null): HeadTrainingView {
  return {
    kind: 'training',
    docId: 'news.csv',
    columns: { text: 'text', label: 'label', group },
    settings: defaultHeadSettings,
    evaluation: evaluationOf(labels),
    lines: [],
    groups: group === null ? null : 6,
    skipped: { noLabel: 0, noText: 0 },
    heldOut: { folds: [], labels: [], predicted: [], probabilities: [] },
    cutRows: 0,
    width: 768,
    sourceSha256: '',
    headFile: '/news.head.json',
    headName: 'news.head.json',
  };
}

const texts = [
  'The keeper dropped the ball and the visitors scored.',
  'Parliament argued about the budget all night, and nobody was any the wiser in the morning.',
  'Afterwards we fried onions and opened a jar of olives.',
];
const probabilities = [
  [0.00014, 0.00097, 0.99889],
  [0.0086, 0.9855, 0.0059],
  [0.9961, 0.0009, 0.003],
];

const results: Readonly<Record<string, TrainedHeadView>> = {
  training: training(['food', 'politics', 'sport'], null),
  many: training(
    [
      'agriculture',
      'culture and the arts',
      'economy',
      'health',
      'justice',
      'foreign affairs',
      'war',
    ],
    'outlet',
  ),
  texts: {
    kind: 'texts',
    docId: 'week.md',
    headFile: '/news.head.json',
    headName: 'news.head.json',
    head,
    counts: [1, 1, 1],
    colors: [0, 1, 2],
    texts: texts.map((text, index) => ({
      text,
      start: 0,
      end: text.length,
      cpStart: 0,
      cpEnd: text.length,
      probabilities: probabilities[index] ?? [],
      best: 2 - index,
      cut: false,
    })),
  },
  table: {
    kind: 'table',
    docId: 'letters.csv',
    headFile: '/news.head.json',
    headName: 'news.head.json',
    head,
    counts: [412, 1890, 77],
    column: 'words',
    writtenName: 'letters.labelled.csv',
    blank: 3,
    cutRows: 0,
    examples: texts.map((text, index) => ({ text, probabilities: probabilities[index] ?? [] })),
  },
};

/** "Trained Classifier": a training, one of many labels, and both kinds of labelling. */
export const trainedScenarios: readonly LabScenario[] = Object.entries(results).map(
  ([name, result]) => ({
    name: `trained-${name}`,
    memory: { tool: 'trainedHead' },
    state: {
      tool: 'trainedHead',
      state: {
        ...emptyLab<TrainedHeadForm, TrainedHeadView>(defaultHeadSettings),
        status: 'done',
        source: result.docId,
        result,
        notices:
          name === 'many'
            ? ['Only 60 rows: the scores are rough, and another sample could give others.']
            : [],
        models: [bert],
        milliseconds: 2400,
      },
    },
  }),
);
