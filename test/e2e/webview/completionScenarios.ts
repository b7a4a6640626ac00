import type { GeneratedToken } from '../../../src/common/protocol/model/completion';
import {
  emptyCompletion,
  type CompletionState,
} from '../../../src/common/protocol/views/completion';
import type { BranchRow, SampleState } from '../../../src/common/protocol/views/completionBranches';
import { lookAtNextToken } from '../../../src/common/protocol/views/completionNext';

const gpt2 = {
  name: 'gpt2-starter (trained for Tokenscope, not OpenAI’s GPT-2)',
  precision: '8-bit',
  revision: 'sha256:5d1c2f0a77be41c09ab2',
};

const prompt =
  'The old lighthouse stood at the end of the pier, and every night its keeper climbed the narrow stairs to light the lamp.';
const pieces = [
  ' That',
  ' evening',
  ' the',
  ' wind',
  ' came',
  ' from',
  ' the',
  ' north',
  ',',
  ' and',
  ' the',
  ' sea',
  ' was',
  ' louder',
  ' than',
  ' he',
  ' had',
  ' ever',
  ' heard',
  ' it',
  '.',
  '\n',
  '\n',
  '“',
  'You',
  ' should',
  ' not',
  ' be',
  ' here',
  ',”',
  ' said',
  ' a',
  ' voice',
  ' behind',
  ' him',
  '.',
];
/** Five choices; the token is one of them in four places of five. */
function alternatives(index: number, text: string): GeneratedToken['alternatives'] {
  const others = [' the', ' a', '\n', ' institutionalisation', ' one', ' night'];
  const own = index % 7;
  return Array.from({ length: 5 }, (_, rank) => ({
    id: rank === own ? 262 + index * 37 : 100 + rank,
    text: rank === own ? text : (others[rank] ?? ''),
    logProb: -0.3 - rank * 0.9,
  }));
}
const tokens: GeneratedToken[] = pieces.map((text, index) => ({
  index,
  id: 262 + index * 37,
  text,
  logProb: -0.3 - (index % 7) * 0.9,
  sampledLogProb: -0.2 - (index % 7) * 0.4,
  alternatives: alternatives(index, text),
  chunk: text,
}));
/** An emoji of three tokens: nothing can be shown before the last. */
const emoji: GeneratedToken[] = ['ð', 'Ł', 'ĺĥ'].map((text, index) => ({
  index: pieces.length + index,
  id: 8582 + index,
  text,
  logProb: -1.2,
  sampledLogProb: -1.1,
  alternatives: [],
  chunk: index === 2 ? ' 🙃' : '',
}));

const blank = emptyCompletion({
  maxNewTokens: 64,
  greedy: false,
  seed: null,
  stop: [],
  repetitionPenalty: 1.1,
  temperature: 0.8,
  topK: 40,
  topP: 0.95,
  noRepeatNgramSize: 0,
  minP: 0,
  samples: 1,
  numBeams: 1,
});
const running: CompletionState = {
  ...blank,
  run: 1,
  status: 'running',
  source: 'story.md:3',
  shown: 1,
  prompt,
  promptTokens: 25,
  tokens: tokens.slice(0, 12),
  text: pieces.slice(0, 12).join(''),
  model: gpt2,
  millisecondsToFirstToken: 184,
  tokensPerSecond: 41.27,
  seed: 2718281828,
};
const done: CompletionState = {
  ...running,
  status: 'done',
  tokens: [...tokens, ...emoji],
  text: pieces.join('') + ' 🙃',
  stopped: 'Stopped after 39 tokens',
};
const row = (id: number, parent: number | null, words: string, more: object = {}): BranchRow => ({
  ...{
    id,
    parent,
    origin: 'first',
    words,
    tokens: 39,
    meanLogProb: -2.1 - id / 9,
    favourite: false,
  },
  ...more,
});
const branches: readonly BranchRow[] = [
  row(1, null, 'That evening the wind came from the north, and the sea was loud'),
  row(3, 1, 'the rain came down in sheets', { origin: 'alternative', favourite: true }),
  row(4, 3, '\n\nHe went back to the lamp.', { origin: 'extension' }),
  row(5, 1, 'a storm broke over the pier and the boats', { origin: 'alternative' }),
  row(2, null, 'Nobody had seen the lamp go out', { origin: 'again' }),
  row(6, 2, 'and', { origin: 'guessed', tokens: 1 }),
];
const sample = (branch: number, from: number, count: number): SampleState => ({
  branch,
  tokens: tokens.slice(from, from + count),
  text: pieces.slice(from, from + count).join(''),
  seed: 2718281828 + branch,
  score: null,
  stopped: 'stopped after 20 tokens, as set',
  favourite: branch === 2,
});
const samples = [sample(1, 0, 20), sample(2, 5, 22), sample(3, 10, 16), sample(4, 14, 20)];
const favourites = [
  {
    id: 2,
    text: pieces.slice(0, 20).join(''),
    prompt,
    meanLogProb: -2.31,
    tokens: 20,
    label: 'story.md:3 at 11/28/2026, 6:02 PM',
    model: gpt2.name,
    branch: 2,
  },
  {
    id: 1,
    text: ' A short one.',
    prompt: 'Once upon a time',
    meanLogProb: -1.04,
    tokens: 4,
    label: 'tale.md:1 at 11/27/2026, 9:41 AM',
    model: gpt2.name,
    branch: null,
  },
];
const history = [
  { run: 2, label: 'story.md:3 at 18:02:11' },
  { run: 1, label: 'tale.md:1 at 17:58:40' },
];
const guess = (index: number, text: string, rank: number, logProb: number) => ({
  ...{ guess: text, tokens: 1, logProb, rank, hit: text === pieces[index] },
  ...{ token: pieces[index] ?? '', tokenLogProb: -1.2, branch: 1, place: index },
});
/** What the host answers with when it is asked for the next token. */
const next = {
  logits: { float32: Array.from({ length: 400 }, (_, id) => 9 - Math.sqrt(id) * 1.3) },
  ids: [5, 6, 7],
  texts: Array.from({ length: 60 }, (_, id) => [id, pieces[id % pieces.length] ?? '']),
};
/** What the view remembers in a scenario, by the beginning of its name. */
const memories: readonly (readonly [string, Record<string, unknown>])[] = [
  ['settings', { settingsOpen: true }],
  ['branches', { branchesOpen: true }],
  ['nextToken', { nextOpen: true }],
  ['guessing', { guessing: true }],
  ['kept', { keptOpen: true }],
  ['closed', { nextOpen: true }],
  ['everything', { branchesOpen: true, nextOpen: true, keptOpen: true, guessing: true }],
];
const completion: Record<string, CompletionState> = {
  empty: blank,
  loading: {
    ...blank,
    run: 1,
    status: 'running',
    progress: 'Loading gpt2-starter…',
    source: 'story.md:3',
    prompt,
  },
  running,
  done,
  selection: {
    ...done,
    hasSelection: true,
    promptCut: true,
    notices: ['The first 312 tokens of the prompt were left out, to fit the context of 512.'],
  },
  failed: {
    ...running,
    status: 'failed',
    error: {
      sentence:
        'The model process ended unexpectedly (signal SIGKILL). What was written so far is kept.',
      action: { id: 'restartProcesses', label: 'Start Again' },
    },
  },
  failedEmpty: {
    ...blank,
    status: 'failed',
    error: { sentence: 'There is no text before the cursor to continue.', action: null },
  },
  strange: {
    ...done,
    prompt: 'مرحبا بالعالم\n\tif (x) {\n\t\treturn   y;\n\t}\n' + 'x'.repeat(200),
    promptCut: true,
  },
  long: {
    ...done,
    text: (pieces.join('') + '\n\n').repeat(8),
    tokens: [],
    hasSelection: true,
  },
  branches: { ...done, branches, shown: 3, kept: 2, chosen: [2] },
  branchesMany: {
    ...done,
    shown: 20,
    branches: Array.from({ length: 24 }, (_, index) =>
      row(index + 1, index === 0 ? null : index, `${pieces[index] ?? ''} and on it went`, {
        origin: 'extension',
      }),
    ),
  },
  samples: {
    ...done,
    samples,
    branches,
    tokens: tokens.slice(0, 20),
    text: samples[0]?.text ?? '',
  },
  samplesRunning: {
    ...running,
    samples: samples.map((each, index) => ({
      ...each,
      tokens: each.tokens.slice(0, 4 + index),
      text: each.tokens
        .slice(0, 4 + index)
        .map(({ chunk }) => chunk)
        .join(''),
      stopped: null,
    })),
    tokens: tokens.slice(0, 4),
    text: pieces.slice(0, 4).join(''),
  },
  nextToken: { ...done, branches },
  nextTokenGreedy: { ...done, form: { ...done.form, greedy: true } },
  guessing: {
    ...done,
    guesses: [guess(34, ' him', 1, -0.4), guess(33, ' beside', 3, -2.2), guess(35, '!', 4, -3.1)],
  },
  guessingBegins: { ...blank, status: 'done', source: 'story.md:3', prompt },
  kept: { ...done, favourites, history, entry: 2, branches },
  everything: { ...done, favourites, history, entry: 2, branches, hasSelection: true },
  closed: { ...done, closed: 'The server gives no distributions.' },
  settings: { ...done, hasSelection: true },
  settingsGreedy: {
    ...done,
    form: { ...done.form, greedy: true, seed: 2718281828, stop: ['\n\n', 'THE END'] },
  },
  settingsEmpty: blank,
};

/** The Continue view. */
export const completionScenarios = Object.entries(completion).map(([name, state]) => ({
  name,
  state,
  memory: memories.find(([start]) => name.startsWith(start))?.[1] ?? {},
  answers: { [lookAtNextToken.method]: next },
}));

/** Tokens that come after those of `completion.running`. */
export const nextTokens = {
  run: 1,
  branch: 1,
  from: 12,
  tokens: tokens.slice(12),
  tokensPerSecond: 40,
  millisecondsToFirstToken: 184,
};
