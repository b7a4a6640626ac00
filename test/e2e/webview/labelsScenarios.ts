import type {
  HeadChoice,
  LabelsForm,
  LabelsView,
} from '../../../src/common/protocol/views/laboratory/labels';
import { emptyLab, type LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type { Message } from './tokensScenarios';
import type { LabScenario } from './vectorsScenarios';

const form: LabelsForm = {
  task: 'classification',
  scope: 'paragraph',
  models: { classification: 'bundled', entities: 'bundled', answer: 'distilbert-squad' },
  question: 'Who praised the food of the hotel by the river?',
};
const choices: readonly HeadChoice[] = [
  { id: 'bundled', name: 'Bundled: sentiment', task: 'classification', about: 'Reviews' },
  { id: 'bundled', name: 'Bundled: people, organizations, places', task: 'entities', about: '' },
  { id: 'distilbert-squad', name: 'distilbert-squad', task: 'answer', about: '/models/squad' },
];

const place = (text: string) => ({ text, start: 0, end: text.length, cpStart: 0, cpEnd: 0 });
const texts = [
  'A wonderful, funny and moving film.',
  'The battery died after two days and the screen is terrible, although the shop had promised that it would last for years.',
  'The parcel arrived on Tuesday.',
];
const shared = (labels: readonly string[]) => ({
  document: 'reviews.md',
  head: { bundled: true, labels },
  texts,
});

const sentiment: LabelsView = {
  task: 'classification',
  ...shared(['negative', 'positive']),
  sentences: texts.map((text, index) => {
    const p = [0.999, 0.0093, 0.847][index] ?? 0;
    return { ...place(text), scores: [1 - p, p], best: p > 0.5 ? 1 : 0 };
  }),
};
const emotions = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise'];
const many: LabelsView = {
  task: 'classification',
  ...shared(emotions),
  sentences: texts.map((text, index) => ({
    ...place(text),
    scores: emotions.map((_, label) => ((index + label) % 6) / 15),
    best: 5 - index,
  })),
};
const entities: LabelsView = {
  task: 'entities',
  ...shared(['O']),
  entities: [
    ['Angela Merkel', 'PER'],
    ['Berlin', 'LOC'],
    ['University of Oxford', 'ORG'],
    ['Donaudampfschifffahrtsgesellschaftskapitänsmütze', 'MISC'],
    ['Berlin', 'LOC'],
  ].map(([text = '', type = ''], index) => ({
    ...place(text),
    ...{ sentence: 0, type, score: 0.99 - index / 10 },
  })),
};
const answers: LabelsView = {
  task: 'answer',
  ...shared([]),
  question: form.question,
  answers: [
    ['the critic of the Evening Post', 0.81, 9.2],
    ['nobody', 0.02, 3.1],
  ].map(([text, p, logit]) => ({
    ...place(String(text)),
    before: '… never had such a soup, wrote ',
    after: ' in the next morning’s edition, which …',
    p: Number(p),
    logit: Number(logit),
  })),
  none: { p: 0.11, logit: 6.4 },
  windows: 2,
};

const empty = emptyLab<LabelsForm, LabelsView>(form);
const done = (task: LabelsForm['task'], result: LabelsView): LabState => ({
  ...empty,
  form: { ...form, task },
  status: 'done',
  source: 'reviews.md:12',
  result,
  notices: [
    'Trained on English film and product reviews (84 % and 90 % of held-out sentences right): a neutral sentence gets a label all the same.',
  ],
  models: [{ name: 'bert-base-uncased', precision: 'q4', revision: '278148beb0a3' }],
  milliseconds: 812,
  history: [{ run: 1, label: 'reviews.md:12 at 12:00' }],
  run: 1,
});
const more: readonly Message[] = [{ method: 'laboratory/heads', params: { choices } }];
const scenario = (name: string, state: LabState): LabScenario & { more: readonly Message[] } => ({
  name,
  state: { tool: 'labels', state },
  memory: { tool: 'labels' },
  more,
});

/** The labels of fine-tuned encoders in the laboratory. */
export const labelsScenarios = [
  scenario('labelsEmpty', empty),
  scenario('labelsSentiment', done('classification', sentiment)),
  scenario('labelsMany', done('classification', many)),
  scenario('labelsEntities', done('entities', entities)),
  scenario('labelsNone', done('entities', { ...entities, entities: [] })),
  scenario('labelsAnswers', done('answer', answers)),
  scenario('labelsNoModel', {
    ...empty,
    form: { ...form, task: 'answer', models: { ...form.models, answer: '' } },
    status: 'failed',
    error: {
      sentence: 'No model that answers questions is bundled: choose the folder of one.',
      action: { id: 'chooseModelFolder', label: 'Choose Folder' },
    },
  }),
  scenario('labelsRunning', {
    ...done('classification', sentiment),
    status: 'running',
    progress: 'Reading with bert-base-uncased…',
    share: 0.42,
  }),
  scenario('labelsPinned', {
    ...done('entities', entities),
    pinned: { run: 1, label: 'reviews.md:12 at 12:00', result: sentiment, notices: [] },
  }),
];
