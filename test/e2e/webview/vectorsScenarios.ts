import {
  emptyLab,
  type LabState,
  type LabToolId,
} from '../../../src/common/protocol/views/laboratory/laboratory';
import type { ClozeForm, ClozeView } from '../../../src/common/protocol/views/laboratory/cloze';
import type {
  VectorsForm,
  VectorsView,
  WordOccurrence,
} from '../../../src/common/protocol/views/laboratory/vectors';

/** A tool's state as the laboratory gets it. */
export interface LabScenario {
  readonly name: string;
  readonly state: { readonly tool: LabToolId; readonly state: LabState };
  readonly memory: { readonly tool: LabToolId; readonly attention?: object };
  /** What the host answers to requests, by method. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

const texts = [
  'We had a picnic on the bank of the river.',
  'The muddy bank of the stream was full of frogs.',
  'She put her savings into the bank on Monday, although the counter closes earlier than that.',
  'The bank raised its interest rates again.',
];

function occurrence(sentence: string, line: number): WordOccurrence {
  const start = sentence.indexOf('bank');
  return {
    word: 'bank',
    sentence,
    start,
    end: start + 4,
    cut: false,
    line,
    cpStart: start,
    cpEnd: start + 4,
    pieces: ['bank'],
    known: true,
    vector: null,
  };
}

function matrix(count: number): VectorsView {
  const occurrences = Array.from({ length: count }, (_, index) =>
    occurrence(texts[index % texts.length] ?? '', index + 1),
  );
  return {
    docId: 'banks.md',
    table: 'cosines',
    occurrences,
    cosines: occurrences.map((_, row) =>
      occurrences.map((__, column) =>
        row === column ? 1 : 0.45 + (((row + column) * 7) % 12) / 30,
      ),
    ),
  };
}

const vectorsForm: VectorsForm = { table: 'cosines' };
const empty = emptyLab<VectorsForm, VectorsView>(vectorsForm);
const bert = { name: 'bert-base-uncased', precision: 'q4', revision: '278148beb0a3' };
const done: LabState<VectorsForm, VectorsView> = {
  ...empty,
  status: 'done',
  source: 'banks.md:1',
  result: matrix(4),
  notices: [
    'Cosines of contextual vectors are high throughout (anisotropy, Ethayarajh 2019): compare differences, not absolute values.',
  ],
  models: [bert],
  milliseconds: 312,
  run: 1,
};
const unknown = matrix(2);

const clozeForm: ClozeForm = {
  unit: 'selection',
  prompt: 'It was about [MASK].',
  labels: 'sports: sports, football; politics; economy',
  calibrate: true,
};
const clozeView: ClozeView = {
  docId: 'news.md',
  prompt: clozeForm.prompt,
  labels: ['sports', 'politics', 'economy'],
  words: [
    { label: 0, word: 'sports', problem: null, prior: -8.1 },
    { label: 0, word: 'football', problem: null, prior: -9.2 },
    { label: 1, word: 'politics', problem: null, prior: -7.9 },
    { label: 2, word: 'economy', problem: null, prior: -10.4 },
  ],
  calibrated: true,
  sentences: [
    'The striker scored twice in the final match.',
    'The senator lost the vote in parliament.',
  ].map((text, index) => ({
    text,
    start: index * 45,
    end: index * 45 + text.length,
    cpStart: index * 45,
    cpEnd: index * 45 + text.length,
    logProbs: [-6.2, -7.1, -8.5, -11],
    probabilities: index === 0 ? [0.9, 0.06, 0.04] : [0.1, 0.85, 0.05],
    cut: false,
    best: index,
  })),
  counts: [1, 1, 0],
};
const clozeDone: LabState<ClozeForm, ClozeView> = {
  ...emptyLab<ClozeForm, ClozeView>(clozeForm),
  status: 'done',
  source: 'news.md:1',
  result: clozeView,
  notices: [
    'Zero-shot labels by a cloze prompt with the masked-word head, not by a classifier trained for them: check a sample by hand.',
  ],
  models: [bert],
  milliseconds: 240,
  run: 1,
};

const scenario = (tool: LabToolId, name: string, state: LabState): LabScenario => ({
  name,
  state: { tool, state },
  memory: { tool },
});

/** Word vectors and cloze labels in the laboratory. */
export const vectorsScenarios: readonly LabScenario[] = [
  scenario('vectors', 'vectorsEmpty', empty),
  scenario('vectors', 'vectorsDone', done),
  scenario('vectors', 'vectorsMany', { ...done, result: matrix(24) }),
  scenario('vectors', 'vectorsUnknown', {
    ...done,
    result: {
      ...unknown,
      cosines: [
        [1, null],
        [null, null],
      ],
    },
  }),
  scenario('vectors', 'vectorsPinned', {
    ...done,
    pinned: { run: 1, label: 'banks.md:1 at 12:00', result: matrix(3), notices: [] },
  }),
  scenario('cloze', 'clozeEmpty', emptyLab(clozeForm)),
  scenario('cloze', 'clozeDone', clozeDone),
];
