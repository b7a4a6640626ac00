import { runIdColumn } from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';
import type { ContextShiftView } from '../../../common/protocol/views/laboratory/contextShift';
import { continuationSums } from '../../../common/measures/continuationSums';
import type { LabTable } from '../labTool';

const ratio: Column = {
  name: 'log_ratio',
  type: 'number',
  description: 'log_prob_1 minus log_prob_2, in nats: above 0 where prompt 1 makes it likelier.',
};

const promptColumns: readonly Column[] = [
  { name: 'prompt_1', type: 'string', description: 'The first prompt.' },
  {
    name: 'prompt_2',
    type: 'string',
    description: 'The second prompt; empty for the start of a text.',
  },
];
const continuationColumn: Column = {
  name: 'continuation',
  type: 'string',
  description: 'The continuation, with the space before it.',
};

function logProb(prompt: 1 | 2, what: string): Column {
  return {
    name: `log_prob_${prompt}`,
    type: 'number',
    description: `ln p of ${what} after prompt ${prompt}, in nats.`,
  };
}

/** One row: the prompts, and how far they lead apart. */
export function shiftTable(view: ContextShiftView): LabTable {
  const { prompts, jsdBits, entropyBits } = view;
  return {
    name: 'two-prompts',
    columns: [
      runIdColumn,
      ...promptColumns,
      {
        name: 'jsd_bits',
        type: 'number',
        description:
          'Jensen-Shannon divergence of the next-token distributions over the whole vocabulary, from 0 to 1.',
      },
      ...([1, 2] as const).map((prompt): Column => ({
        name: `entropy_bits_${prompt}`,
        type: 'number',
        description: `Entropy of the next token after prompt ${prompt}, in bits.`,
      })),
    ],
    rows: (id) => [[id, ...prompts, jsdBits, ...entropyBits]],
    inputs: prompts,
  };
}

/** A row for each of the most likely next tokens of either prompt. */
export function nextTokensTable({ prompts, candidates }: ContextShiftView): LabTable {
  return {
    name: 'next-tokens',
    columns: [
      runIdColumn,
      {
        name: 'token',
        type: 'string',
        description: 'Next token, one of the most likely of either.',
      },
      { name: 'token_id', type: 'integer', description: 'Its id.' },
      logProb(1, 'the token'),
      logProb(2, 'the token'),
      ratio,
      ...([1, 2] as const).map((prompt): Column => ({
        name: `rank_${prompt}`,
        type: 'integer',
        description: `1 + number of tokens with a larger logit after prompt ${prompt}.`,
      })),
    ],
    rows: (run) =>
      candidates.map(({ token, id, logProbs, ranks }) => [
        run,
        token,
        id,
        ...logProbs,
        logProbs[0] - logProbs[1],
        ...ranks,
      ]),
    inputs: prompts,
  };
}

/** A row for each continuation. */
export function continuationsTable({ prompts, continuations }: ContextShiftView): LabTable {
  return {
    name: 'continuations',
    columns: [
      runIdColumn,
      ...promptColumns,
      continuationColumn,
      { name: 'n_tokens', type: 'integer', description: 'Its tokens; missing without a score.' },
      logProb(1, 'the whole continuation'),
      logProb(2, 'the whole continuation'),
      ratio,
    ],
    rows: (run) =>
      continuations.map(({ text, tokens }) => {
        const sums = continuationSums(tokens);
        const scores = sums === null ? [null, null, null] : [...sums, sums[0] - sums[1]];
        return [run, ...prompts, text, tokens?.length ?? null, ...scores];
      }),
    inputs: [...prompts, ...continuations.map(({ text }) => text)],
  };
}

/** A row for each token of each continuation that has a score. */
export function continuationTokensTable({ prompts, continuations }: ContextShiftView): LabTable {
  return {
    name: 'continuation-tokens',
    columns: [
      runIdColumn,
      continuationColumn,
      { name: 'token_index', type: 'integer', description: 'Place in the continuation, from 0.' },
      { name: 'token', type: 'string', description: 'Token of the continuation.' },
      { name: 'token_id', type: 'integer', description: 'Its id.' },
      logProb(1, 'the token, given the tokens of the continuation before it,'),
      logProb(2, 'the token, given the tokens of the continuation before it,'),
      ratio,
    ],
    rows: (run) =>
      continuations.flatMap(({ text, tokens }) =>
        (tokens ?? []).map(({ token, id, logProbs }, index) => [
          run,
          text,
          index,
          token,
          id,
          ...logProbs,
          logProbs[0] - logProbs[1],
        ]),
      ),
    inputs: [...prompts, ...continuations.map(({ text }) => text)],
  };
}
