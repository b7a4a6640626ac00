import { bucketCounts } from '../../../src/common/measures/causal';
import { emptyLab, type LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import {
  viewWords,
  type SurprisalColors,
  type SurprisalForm,
  type SurprisalView,
  type WordRow,
} from '../../../src/common/protocol/views/laboratory/surprisal';
import type { LabScenario } from './vectorsScenarios';

const form: SurprisalForm = { unit: 'selection', start: 'token', colors: 'ranks' };

function resultOf(words: number, colors: SurprisalColors): SurprisalView {
  const histogram = [3, 2, 4, 6, 1, 2, 0, 1, 2, 1].map((count) => count * Math.ceil(words / 20));
  return {
    summary: {
      ...{ scored: 22, perplexity: 93.4, bits: 144.2, codePoints: 116, bytes: 116, histogram },
      buckets: bucketCounts(histogram),
    },
    ...{ colors, read: 22, total: 22, words },
  };
}

/** Words of one token each. */
function rowsOf(text: string): WordRow[] {
  return text.split(' ').map((word, index) => ({
    ...{ index, text: word, tokens: 1, entropy: 6.5 },
    bits: ((index * 5) % 13) / Math.LN2 + 0.3,
    bitsBow: index % 9 === 4 ? null : ((index * 5) % 13) - 0.2,
    rank: [1, 3, 12, 140, 2400, 7, 30_000][index % 7] ?? 1,
  }));
}

const text =
  'The old man looked at the sea and saw a small boat that carried an ' +
  'incomprehensibilityofextraordinarilylongwords home.';
const long = `${text} `.repeat(20).trim();
const empty = emptyLab<SurprisalForm, SurprisalView>(form);
const done: LabState<SurprisalForm, SurprisalView> = {
  ...empty,
  status: 'done',
  source: 'notes.md:3',
  result: resultOf(17, 'ranks'),
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

const scenario = (
  name: string,
  state: LabState<SurprisalForm, SurprisalView>,
  words: string,
): LabScenario => ({
  name,
  state: { tool: 'surprisal', state },
  memory: { tool: 'surprisal' },
  answers: { [viewWords.method]: rowsOf(words) },
});

/** The tab of reading with GPT-2. */
export const surprisalScenarios = [
  scenario('surprisalEmpty', empty, text),
  scenario('surprisal', done, text),
  scenario(
    'surprisalGrowing',
    {
      ...done,
      status: 'running',
      growing: true,
      progress: 'Reading with gpt2-starter…',
      share: 0.31,
      result: { ...resultOf(0, 'ranks'), read: 3_712, total: 12_006 },
      ...{ notices: [], models: [], run: null },
    },
    '',
  ),
  scenario(
    'surprisalBits',
    {
      ...done,
      form: { ...form, colors: 'bits' },
      result: resultOf(long.split(' ').length, 'bits'),
      pinned: {
        ...{ run: 1, label: 'notes.md:3 at 11:20', notices: [] },
        result: resultOf(17, 'bits'),
      },
    },
    long,
  ),
];
