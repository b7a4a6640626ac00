import type { LensCell } from '../../../src/common/protocol/model/logitLens';
import type { ShiftCandidate } from '../../../src/common/protocol/model/contextShift';
import type {
  ContextShiftForm,
  ContextShiftView,
} from '../../../src/common/protocol/views/laboratory/contextShift';
import {
  emptyLab,
  type LabState,
  type LabToolId,
} from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  LogitLensForm,
  LogitLensView,
} from '../../../src/common/protocol/views/laboratory/logitLens';
import type { LabScenario } from './vectorsScenarios';

const words = ['It', ' was', ' the', ' best', ' of', ' times', ',', ' institutionalisation', '\n'];
const tokens = Object.fromEntries(
  words.map((text, id) => [id, { text, token: text.replace(' ', 'Ġ').replace('\n', 'Ċ') }]),
);

function cell(layer: number, position: number, next: number | null): LensCell {
  const first = (layer * position + 1) % words.length;
  const ids = Array.from({ length: 5 }, (_, index) => (first + index) % words.length);
  const best = -((position * 7) % 11) / (layer + 1);
  return {
    ids,
    logProbs: ids.map((_, index) => best - index - 0.01),
    entropyBits: 12 - layer,
    next: next === null ? null : { logProb: best - 1, rank: 2 },
  };
}

function lens(length: number): LogitLensView {
  const positions = Array.from({ length }, (_, index) => {
    const id = index % words.length;
    const next = index + 1 < length ? (index + 1) % words.length : null;
    const token = tokens[id]?.token ?? '';
    return { id, token, special: index === 0, start: 0, end: 0, next };
  });
  return {
    text: words.join(''),
    from: 0,
    positions,
    tokens,
    attention: {
      ...{ layers: 6, heads: 4 },
      weights: { float32: Array.from({ length: 24 * length }, (_, i) => ((i % length) + 1) / 60) },
    } as unknown as LogitLensView['attention'],
    cells: Array.from({ length: 6 }, (_, layer) =>
      positions.map(({ next }, position) => cell(layer, position, next)),
    ),
  };
}

const lensEmpty = emptyLab<LogitLensForm, LogitLensView>({ scope: 'sentence' });
const lensDone: LabState<LogitLensForm, LogitLensView> = {
  ...lensEmpty,
  status: 'done',
  source: 'times.md:1',
  run: 2,
  result: lens(8),
};

const shift: ContextShiftView = {
  prompts: [
    'A prompt of several sentences, of which the view has room for the end only. The king spoke to the',
    '',
  ],
  ids: [[0, 1], [0]],
  candidates: Array.from({ length: 20 }, (_, index): ShiftCandidate => {
    const logProbs = [-1 - index / 4, -7 + (index % 10) / 3] as const;
    const text = (words[index % words.length] ?? '').replace(' ', '');
    return { id: index, token: `Ġ${text}`, text, logProbs, ranks: [index + 1, index + 30] };
  }),
  jsdBits: 0.642,
  entropyBits: [12.4, 8.91],
  continuations: [
    {
      text: ' door of the house',
      tokens: ['Ġdoor', 'Ġof', 'Ġthe', 'Ġhouse'].map((token, id) => ({
        id,
        token,
        logProbs: [-7.99 + id, -5.37 + id],
      })),
    },
  ],
};
const occupations = ['nurse', 'maid', 'secretary of state', 'cook', 'lawyer', 'soldier'];
const ratios: ContextShiftView = {
  ...shift,
  continuations: occupations.map((word, id) => ({
    text: ` ${word}`,
    tokens: [{ id, token: `Ġ${word}`, logProbs: [-9 + id, -6 - id / 3] }],
  })),
};
const shiftEmpty = emptyLab<ContextShiftForm, ContextShiftView>({ second: '', continuation: '' });
const shiftDone: LabState<ContextShiftForm, ContextShiftView> = {
  ...shiftEmpty,
  status: 'done',
  source: 'prompts.md:1',
  run: 2,
  result: shift,
  form: { second: '', continuation: 'door of the house' },
};

const scenario = (tool: LabToolId, name: string, state: LabState): LabScenario => ({
  name,
  state: { tool, state },
  memory: { tool },
});

/** The logit lens and two prompts in the laboratory. */
export const gpt2Scenarios: readonly LabScenario[] = [
  scenario('logitLens', 'lensEmpty', lensEmpty),
  scenario('logitLens', 'lensDone', lensDone),
  scenario('logitLens', 'lensMany', { ...lensDone, result: lens(128) }),
  scenario('contextShift', 'promptsEmpty', shiftEmpty),
  scenario('contextShift', 'promptsDone', shiftDone),
  scenario('contextShift', 'promptsRatios', {
    ...shiftDone,
    result: ratios,
    form: { second: '', continuation: occupations.join(' | ') },
    notices: ['These ratios are of this model after these two prompts.'],
  }),
  scenario('contextShift', 'promptsPinned', {
    ...shiftDone,
    pinned: { run: 1, label: 'prompts.md:1 at 12:00', result: shift, notices: [] },
  }),
];
