import type { CompletionState } from '../../../src/common/protocol/views/completion';
import type { TokensState } from '../../../src/common/protocol/views/tokens';
import {
  emptyFillMask,
  type CandidateRow,
  type FillMaskState,
} from '../../../src/common/protocol/views/fillMask';

import { trainedScenarios } from './trainedScenarios';
import { attentionScenarios } from './attentionScenarios';
import { completionScenarios } from './completionScenarios';
import { gpt2Scenarios } from './gpt2Scenarios';
import { precisionsScenarios } from './precisionsScenarios';
import { vectorsScenarios, type LabScenario } from './vectorsScenarios';
import { labelsScenarios } from './labelsScenarios';
import { sentencesScenarios } from './sentencesScenarios';
import { surprisalScenarios } from './surprisalScenarios';
import { tokensScenarios, type Message } from './tokensScenarios';

/** States that the preview shows. */
export interface Scenario {
  readonly view: 'fillMask' | 'completion' | 'tokens' | 'laboratory';
  readonly name: string;
  readonly state: FillMaskState | CompletionState | TokensState | LabScenario['state'];
  /** Notifications that follow the state. */
  readonly more?: readonly Message[];
  /** What the view remembers from before, such as an open section. */
  readonly memory?: Record<string, unknown>;
}

const bert = {
  name: 'bert-base-uncased',
  precision: '4-bit',
  revision: '86b5e0934494bd15c9632b12f734a8a67f723594',
};

function row(
  rank: number,
  word: string,
  probability: number | null,
  id: number,
  token = word,
): CandidateRow {
  return {
    text: word,
    token,
    ids: probability === null ? [id, id + 1] : [id],
    probability,
    logProb: probability === null ? null : Math.log(probability),
    rank: probability === null ? null : rank,
    special: false,
  };
}

const capitals = [
  row(1, 'paris', 0.4068, 3000),
  row(2, 'lille', 0.0713, 22479),
  row(3, 'lyon', 0.0634, 10241),
  row(4, 'marseille', 0.0447, 16766),
  row(5, 'tours', 0.0303, 7562),
  row(6, 's', 0.0089, 2015, '##s'),
  row(7, 'toulouse', 0.0076, 17209),
  row(8, 'versailles', 0.00094, 18346),
  row(9, 'saint-germain-des-prés', 0.000131, 24219),
  row(10, 'monaco', 0.0000043, 14497),
];
const pronouns = [
  row(1, 'he', 0.6212, 2002),
  row(2, 'she', 0.2705, 2016),
  row(3, 'it', 0.0204, 2009),
  row(4, 'they', 0.0131, 2027),
  row(5, 'who', 0.0011, 2040),
];
const places = [
  row(1, 'river', 0.2304, 2314),
  row(2, 'lake', 0.1102, 2697),
  row(3, '،', 0.0402, 1529),
  row(4, 'العربية', 0.0021, 1270),
  row(5, '🙂', 0.0009, 100),
];

const none = emptyFillMask(10);
const one: FillMaskState = {
  ...none,
  status: 'done',
  source: 'notes.md:12',
  text: [
    { kind: 'text', text: 'The capital of France is ' },
    { kind: 'mask', label: '[MASK]', row: 0 },
    { kind: 'text', text: '.' },
  ],
  masks: [{ candidates: capitals, original: null, applied: null }],
  model: bert,
  tokens: 9,
  milliseconds: 38.2,
};
const three: FillMaskState = {
  ...one,
  source: 'a-folder/with-a-long-name/observations-from-the-field.md:1204',
  text: [
    { kind: 'text', text: 'In the morning ' },
    { kind: 'mask', label: '[MASK]', row: 0 },
    { kind: 'text', text: ' walked along the ' },
    { kind: 'mask', label: '[MASK]', row: 1 },
    { kind: 'text', text: ' to the ' },
    { kind: 'mask', label: '[MASK]', row: 2 },
    { kind: 'text', text: ', and much later came back ' },
    { kind: 'mask', label: '[MASK]', row: null },
    { kind: 'text', text: '.' },
  ],
  masks: [
    { candidates: pronouns, original: null, applied: 1 },
    { candidates: places, original: null, applied: null },
    { candidates: capitals, original: null, applied: null },
  ],
  notices: [
    'Each mask is read on its own, from one pass: these distributions are independent of each other.',
    '1 mask lies outside of the 512 tokens that the model can read at once.',
  ],
  tokens: 512,
  milliseconds: 1204,
};
const word: FillMaskState = {
  ...one,
  text: [
    { kind: 'text', text: 'We sat on the ' },
    { kind: 'mask', label: 'bank', row: 0 },
    { kind: 'text', text: ' and watched the boats.' },
  ],
  masks: [{ candidates: capitals, original: row(7, 'bank', 0.0213, 2924), applied: 2 }],
};
const fillMask: Record<string, FillMaskState> = {
  empty: none,
  loading: {
    ...none,
    status: 'running',
    progress: 'Loading bert-base-uncased…',
    source: 'notes.md:12',
    text: one.text,
  },
  rerun: { ...one, status: 'running', progress: 'Reading 3 masks…' },
  one,
  three,
  word,
  special: {
    ...one,
    masks: [
      {
        candidates: [{ ...row(1, '[UNK]', 0.41, 100), special: true }, ...pronouns],
        original: null,
        applied: null,
      },
    ],
  },
  restored: {
    ...one,
    restored: true,
    notices: ['From before the window was reloaded: run again to insert a candidate.'],
  },
  wordUnknown: {
    ...word,
    masks: [
      {
        candidates: pronouns,
        original: row(0, 'Donaudampfschifffahrtsgesellschaftskapitän', null, 2123),
        applied: null,
      },
    ],
  },
  failedEmpty: {
    ...none,
    status: 'failed',
    error: {
      sentence:
        'There is no [MASK] in this sentence. Write one where a word is to be guessed, or use “Mask This Word”.',
      action: { id: 'maskWord', label: 'Mask This Word' },
    },
  },
  failed: {
    ...one,
    status: 'failed',
    error: {
      sentence:
        'The file models/bert-base-uncased/onnx/model_q4.onnx_data is not what the catalog says (sha256). Reinstall the extension to get it back.',
      action: { id: 'reinstall', label: 'Reinstall Tokenscope' },
    },
  },
  strange: {
    ...one,
    text: [
      { kind: 'text', text: 'كانت مدينة ' },
      { kind: 'mask', label: '[MASK]', row: 0 },
      {
        kind: 'text',
        text: ' جميلة جدا 👩‍👩‍👧 in\tthe   morning\nAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.',
      },
    ],
    masks: [
      {
        candidates: [
          row(1, 'a'.repeat(120), 1, 5),
          row(2, '', 0.0001, 6, '[PAD]'),
          row(3, ' ', 0.0001, 7, '▁'),
          row(4, '<b>&amp;</b>', 0.0001, 8),
          ...places,
        ],
        original: null,
        applied: null,
      },
    ],
  },
  manyRows: {
    ...one,
    topK: 250,
    masks: [
      {
        candidates: Array.from({ length: 250 }, (_, index) =>
          row(index + 1, `word${index}`, 0.4 / (index + 1), 1000 + index),
        ),
        original: null,
        applied: null,
      },
    ],
  },
};

export const scenarios: readonly Scenario[] = [
  ...Object.entries(fillMask).map(([name, state]) => ({ view: 'fillMask' as const, name, state })),
  ...completionScenarios.map((scenario) => ({ view: 'completion' as const, ...scenario })),
  ...tokensScenarios.map((scenario) => ({ view: 'tokens' as const, ...scenario })),
  ...labelsScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...vectorsScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...trainedScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...attentionScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...sentencesScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...surprisalScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...gpt2Scenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
  ...precisionsScenarios.map((scenario) => ({ view: 'laboratory' as const, ...scenario })),
];

export { nextTokens } from './completionScenarios';
