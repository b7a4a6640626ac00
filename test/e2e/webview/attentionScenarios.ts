import {
  viewAttentionThumbnails,
  viewAttentionWeights,
  type AttentionForm,
  type AttentionView,
} from '../../../src/common/protocol/views/laboratory/attention';
import type { PlacePrediction } from '../../../src/common/protocol/model/attention';
import { emptyLab, type LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type { LabScenario } from './vectorsScenarios';

const form: AttentionForm = { task: 'fill-mask', masked: null };
const empty = emptyLab<AttentionForm, AttentionView>(form);
const words = 'the animal did not cross the street because it was too tired .'.split(' ');

function view(tokens: readonly string[], masked: number | null = null): AttentionView {
  const all = ['[CLS]', ...tokens, '[SEP]'].map((token, index) => ({
    token,
    special: token.startsWith('['),
    start: 0,
    end: index === 0 ? 0 : token.length,
  }));
  return {
    text: tokens.join(' '),
    ids: all.map((_, index) => index),
    tokens: all,
    shape: { layers: 12, heads: 12, tokens: all.length },
    masked,
    maskToken: '[MASK]',
    prediction: masked === null ? null : { before: place(-0.01), masked: place(-2.3) },
  };
}

function place(logProb: number): PlacePrediction {
  const top = ['tired', 'dangerous', 'fast', 'cold', 'late'].map((token, index) => ({
    ids: [index],
    token,
    text: token,
    rank: index + 1,
    logProb: logProb - index,
    special: false,
    oov: false,
    scoring: 'single_only' as const,
  }));
  return { top, own: top[0]! };
}

/** Rows that sum to 1: much to the next token and to the first one. */
function weights(tokens: number, heads: number): { float32: number[] } {
  const row = (from: number): number[] => {
    const raw = Array.from({ length: tokens }, (_, to) =>
      to === 0 || to === from + 1 ? 5 : 1 + ((from * 7 + to * 3) % 5) / 5,
    );
    const sum = raw.reduce((all, each) => all + each, 0);
    return raw.map((each) => each / sum);
  };
  const head = Array.from({ length: tokens }, (_, from) => row(from)).flat();
  return { float32: Array.from({ length: heads }, () => head).flat() };
}

function answers(tokens: number, heads = 12): Record<string, unknown> {
  const side = Math.min(tokens, 32);
  const cells = Array.from({ length: 144 * side * side }, (_, index) => (index * 37) % 256);
  return {
    [viewAttentionWeights.method]: weights(tokens, heads),
    [viewAttentionThumbnails.method]: { side, cells: { uint8: cells } },
  };
}

const short = view(words);
const done: LabState<AttentionForm, AttentionView> = {
  ...empty,
  status: 'done',
  source: 'notes.md:3',
  result: short,
  models: [{ name: 'bert-base-uncased', precision: '4-bit', revision: '278148beb0a3' }],
  milliseconds: 212,
  run: 2,
  history: [
    { run: 1, label: 'notes.md:3 at 11:20' },
    { run: 2, label: 'notes.md:3 at 11:21' },
  ],
};
const long = view(Array.from({ length: 126 }, (_, index) => words[index % 13] ?? ''));
const look = {
  kind: 'head',
  layer: 2,
  head: 3,
  drawing: 'lines',
  hideSpecial: false,
  threshold: 0.05,
};

const scenario = (
  name: string,
  state: LabState<AttentionForm, AttentionView>,
  change: object = {},
  given = answers(state.result?.tokens.length ?? 1),
): LabScenario => ({
  name,
  state: { tool: 'attention', state },
  memory: { tool: 'attention', attention: { ...look, ...change } },
  answers: given,
});

/** The Attention tab, with weights that are asked for. */
export const attentionScenarios: readonly LabScenario[] = [
  scenario('attentionEmpty', empty),
  scenario('attentionLines', done),
  scenario('attentionMatrix', done, { drawing: 'matrix', hideSpecial: true }),
  scenario('attentionRollout', done, { kind: 'rollout', drawing: 'matrix' }, answers(15, 1)),
  scenario('attentionMasked', {
    ...done,
    form: { ...form, masked: { text: short.text, token: 12 } },
    result: view(words, 12),
  }),
  scenario('attentionRunning', { ...done, status: 'running', progress: 'Reading…' }),
  scenario('attentionPinned', {
    ...done,
    pinned: { run: 1, label: 'notes.md:3 at 11:20', result: short, notices: [] },
  }),
  scenario('attentionLong', { ...done, result: long }),
  scenario('attentionLongMatrix', { ...done, result: long }, { drawing: 'matrix' }),
];
