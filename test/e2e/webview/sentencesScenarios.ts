import type { ScoredText } from '../../../src/common/protocol/model/sentenceScores';
import {
  emptyLab,
  labState,
  showLabTool,
  type LabState,
} from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  SentencesForm,
  SentencesView,
} from '../../../src/common/protocol/views/laboratory/sentences';
import { sentencePair, sentenceView } from '../../../src/host/laboratory/sentences/sentencesResult';

const form: SentencesForm = { kind: 'word_l2r', units: 'sentences', compare: 'none' };
const expected = ['the', 'a', 'other', 'in', 'her'].map((token, index) => ({
  token,
  logProb: -1 - index,
}));

const vocabulary: string[] = [];
function idOf(token: string): number {
  if (!vocabulary.includes(token)) vocabulary.push(token);
  return vocabulary.indexOf(token);
}

/** A text of one token a word, with ln p for each. */
function scored(text: string, logProbs: readonly number[]): ScoredText {
  const tokens = [...text.matchAll(/\S+/g)].map(({ index, 0: token }, word) => ({
    token,
    id: idOf(token),
    start: index,
    end: index + token.length,
    word,
    unknown: false,
    logProb: logProbs[word] ?? -1,
    rank: 7,
    expected,
  }));
  return { tokens, dropped: 0, special: 0 };
}

function resultOf(texts: readonly [string, readonly number[]][], compare: boolean): SentencesView {
  const sentences = texts.map(([text, logProbs], index) =>
    sentenceView({ text, start: 100 * index, codePointStart: 0 }, scored(text, logProbs)),
  );
  const shared = [0, 1, 2, 3].map((token) => ({
    first: token,
    second: token,
    logProbs: [-1.2, -2.3] as const,
  }));
  const pairs = compare ? [sentencePair(sentences, [0, 1], shared)] : [];
  return { kind: 'word_l2r', document: 'notes.md', sentences, pairs };
}

const empty = emptyLab<SentencesForm, SentencesView>(form);
const done: LabState<SentencesForm, SentencesView> = {
  ...empty,
  status: 'done',
  source: 'notes.md:3',
  result: resultOf(
    [
      ['Philately and spelunking are her favourite pastimes.', [-11, 0, -16, -3, -2, -1.7, -8]],
      ['It rained.', [-0.1, -8]],
    ],
    false,
  ),
  models: [{ name: 'bert-base-uncased', precision: '4-bit', revision: '278148beb0a3' }],
  milliseconds: 412,
  run: 1,
};
const many = resultOf(
  Array.from({ length: 12 }, (_, index) => [
    `Sentence ${index} of a long paragraph, in which nothing much happens.`,
    [-9, -2, -1, -3],
  ]),
  false,
);
const pair = resultOf(
  [
    ['The keys to the cabinet are on the table.', [0, -0.1, 0, -0.2, -7.6, -3.5, -0.2, -0.1, -2]],
    ['The keys to the cabinet is on the table.', [0, -3.5, 0, -0.2, -7.8, -9.7, -0.3, -0.1, -1.8]],
  ],
  true,
);

const states: Record<string, LabState<SentencesForm, SentencesView>> = {
  sentencesEmpty: empty,
  sentences: done,
  sentencesMany: { ...done, result: many },
  sentencesPair: {
    ...done,
    form: { ...form, compare: 'pairs' },
    result: pair,
    notices: [
      'Many published pairs do not measure what they claim to: read scores of pairs with care (Blodgett et al. 2021).',
    ],
    pinned: { run: 1, label: 'notes.md:3 at 11:20', result: pair, notices: [] },
  },
};

/** The tab of sentence scores. */
export const sentencesScenarios = Object.entries(states).map(([name, state]) => ({
  name,
  state: { tool: 'sentences' as const, state },
  more: [
    { method: labState.method, params: { tool: 'sentences', state } },
    { method: showLabTool.method, params: { tool: 'sentences' } },
  ],
}));
