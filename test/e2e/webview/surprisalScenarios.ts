import { causalWords } from '../../../src/common/measures/causalWords';
import { surprisalSummary } from '../../../src/common/measures/surprisalSummary';
import type { ReadToken } from '../../../src/common/protocol/model/surprisal';
import {
  emptyLab,
  labState,
  showLabTool,
  type LabState,
} from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  SurprisalColors,
  SurprisalForm,
  SurprisalView,
} from '../../../src/common/protocol/views/laboratory/surprisal';

const form: SurprisalForm = { unit: 'selection', start: 'token', colors: 'ranks' };

/** Words of one token each; ranks and ln p go through all buckets. */
function resultOf(text: string, colors: SurprisalColors): SurprisalView {
  const tokens = [...text.matchAll(/\s?\S+/g)].map(({ index, 0: token }, place): ReadToken => ({
    token: token.replace(' ', 'Ġ'),
    id: place,
    start: index,
    end: index + token.length,
    leadingSpace: place > 0,
    logProb: -((place * 5) % 13) - 0.3,
    rank: [1, 3, 12, 140, 2400, 7, 30_000][place % 7] ?? 1,
    entropy: 6.5,
    logBoundary: -0.1,
    expected: [{ text: ' the', logProb: -1 }],
    top1: 'Ġthe',
    context: place + 1,
  }));
  return {
    ...{ docId: 'notes.md', text, start: 0, codePointStart: 0, tokens, colors },
    words: causalWords(text, tokens, -0.2),
    summary: surprisalSummary(text, tokens),
    ...{ startToken: true, contextLength: 512, windows: 1, stride: 512 },
  };
}

const text =
  'The old man looked at the sea and saw a small boat that carried an ' +
  'incomprehensibilityofextraordinarilylongwords home.';
const empty = emptyLab<SurprisalForm, SurprisalView>(form);
const done: LabState<SurprisalForm, SurprisalView> = {
  ...empty,
  status: 'done',
  source: 'notes.md:3',
  result: resultOf(text, 'ranks'),
  notices: [
    "gpt2-starter (trained for Tokenscope, not OpenAI's GPT-2) is small: its numbers are for teaching, not for publication.",
  ],
  models: [
    {
      name: "gpt2-starter (trained for Tokenscope, not OpenAI's GPT-2)",
      precision: '8-bit',
      revision: 'd4edc1182d13',
    },
  ],
  milliseconds: 412,
  run: 1,
};

const states: Record<string, LabState<SurprisalForm, SurprisalView>> = {
  surprisalEmpty: empty,
  surprisal: done,
  surprisalBits: {
    ...done,
    form: { ...form, colors: 'bits' },
    result: resultOf(`${text} `.repeat(20).trim(), 'bits'),
    pinned: { run: 1, label: 'notes.md:3 at 11:20', result: resultOf(text, 'bits'), notices: [] },
  },
};

/** The tab of reading with GPT-2. */
export const surprisalScenarios = Object.entries(states).map(([name, state]) => ({
  name,
  state: { tool: 'surprisal' as const, state },
  more: [
    { method: labState.method, params: { tool: 'surprisal', state } },
    { method: showLabTool.method, params: { tool: 'surprisal' } },
  ],
}));
