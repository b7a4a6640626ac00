import type { ComparedToken } from '../../../src/common/protocol/model/compareModels';
import { emptyLab, type LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  PrecisionsForm,
  PrecisionsView,
} from '../../../src/common/protocol/views/laboratory/precisions';
import type { LabScenario } from './vectorsScenarios';

const words = ['paris', 'lyon', 'marseille', 'here', 'institutionalisation', 'it', 'london', 'a'];
const models = [
  { id: 'bert-base-cased', name: 'bert-base-cased', precision: 'fp32', bytes: 433e6 },
  { id: 'bert-base-cased (q8)', name: 'bert-base-cased (q8)', precision: 'q8', bytes: 109e6 },
] as const;

const result: PrecisionsView = {
  task: 'fill-mask',
  text: 'The capital of France is [MASK].',
  gap: { start: 25, end: 31 },
  models,
  choices: models,
  tokens: words.map((text, id): ComparedToken => ({
    ...{ text, token: text },
    ids: [id, id],
    logProbs: [-0.42 - id, id === 7 ? null : -0.47 - id * 1.07],
    ranks: [id + 1, id === 7 ? null : id + 1],
  })),
  sameVocabulary: true,
  klBits: [0.00421, 0.00437],
  largest: { token: 'institutionalisation', difference: 0.812 },
  sameTop: true,
  runMilliseconds: [61, 24],
  timedRuns: [5, 5],
  readTokens: [9, 9],
};

const empty = emptyLab<PrecisionsForm, PrecisionsView>({
  ...{ task: 'fill-mask', first: '', second: '' },
});
const done: LabState<PrecisionsForm, PrecisionsView> = {
  ...empty,
  status: 'done',
  source: 'notes.md:3',
  run: 2,
  result,
  notices: ['Times are medians of 5 and 5 runs on this machine.'],
  models: models.map(({ id, name, precision }) => ({
    ...{ id, name, precision, revision: '0123456789' },
    choose: 'selectFillMaskModel',
  })),
};
const scenario = (name: string, state: LabState): LabScenario => ({
  name,
  state: { tool: 'precisions', state },
  memory: { tool: 'precisions' },
});

/** Two precisions of a model compared in the laboratory. */
export const precisionsScenarios: readonly LabScenario[] = [
  scenario('precisionsEmpty', empty),
  scenario('precisionsDone', done),
  scenario('precisionsOther', {
    ...done,
    result: { ...result, sameVocabulary: false, klBits: null, largest: null, sameTop: false },
  }),
];
