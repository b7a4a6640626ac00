import { meanLogProb, pathOf, type Branch } from '../../common/completion/branches';
import { docIdColumn, runIdColumn, tokenIdColumn } from '../../common/exports/columns';
import type { Cell, Column } from '../../common/exports/table';
import { surprisalBits } from '../../common/measures/causal';
import { sameChoice, type CompletedToken } from '../../common/completion/completedToken';
import { codePoints } from '../../common/text/codePoints';
import type { LabTable } from '../laboratory/labTool';

/** What the tables are made of. */
export interface ExportedTexts {
  readonly prompt: string;
  readonly branches: readonly Branch[];
  readonly shown: number | null;
  readonly docId: string | null;
}

const branchColumn: Column = {
  name: 'branch',
  type: 'integer',
  description: 'Text that the token belongs to, as in the table of branches.',
};

const tokenColumns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  branchColumn,
  {
    name: 'token_index',
    type: 'integer',
    description:
      'Place in the text behind the prompt, from 0; the tokens before are those of the parent.',
  },
  {
    name: 'token',
    type: 'string',
    description: 'The token as text; U+FFFD for parts of characters.',
  },
  tokenIdColumn,
  {
    name: 'cp_start',
    type: 'integer',
    description:
      'Start behind the prompt, in Unicode code points; tokens of one character share its span.',
  },
  {
    name: 'cp_end',
    type: 'integer',
    description: 'End behind the prompt, in code points, exclusive.',
  },
  {
    name: 'log_prob',
    type: 'number',
    description: 'ln p of the model, temperature 1, before any processing.',
  },
  {
    name: 'sampled_log_prob',
    type: 'number',
    description:
      'ln of the probability with which it was drawn, after all processing; 0 when greedy; missing: put there by hand.',
  },
  { name: 'surprisal_bits', type: 'number', description: '−log2 p of the model.' },
  {
    name: 'rank',
    type: 'integer',
    description: 'Place among the five likeliest tokens; missing: it was none of them.',
  },
  { name: 'p_max', type: 'number', description: 'Probability of the likeliest token there.' },
  { name: 'top1', type: 'string', description: 'The likeliest token there, as text.' },
];

/** A row for each token of each text (measures: token rows). */
export function tokenTable(texts: ExportedTexts): LabTable {
  return {
    name: 'continuation',
    columns: tokenColumns,
    rows: (runId) => tokenRows(texts, runId),
    inputs: [texts.prompt],
  };
}

function* tokenRows({ branches, docId }: ExportedTexts, runId: string): Generator<Cell[]> {
  for (const branch of branches) {
    const { tokens } = pathOf(branches, branch);
    const spans = spansOf(tokens);
    for (const [own, token] of tokens.slice(branch.keep).entries()) {
      const index = branch.keep + own;
      const [best] = token.alternatives;
      const rank = token.alternatives.findIndex((each) => sameChoice(each, token));
      yield [
        runId,
        docId,
        branch.id,
        index,
        token.text,
        token.id,
        ...(spans[index] ?? [null, null]),
        token.logProb,
        own < branch.given ? null : token.sampledLogProb,
        token.logProb === null ? null : surprisalBits(token.logProb),
        rank < 0 ? null : rank + 1,
        best?.logProb == null ? null : Math.exp(best.logProb),
        best?.text ?? null,
      ];
    }
  }
}

/** A row for each text: what it goes on from, how it was generated, and what it is. */
export function branchTable({ prompt, branches, shown }: ExportedTexts): LabTable {
  return {
    name: 'branches',
    columns: [
      runIdColumn,
      branchColumn,
      {
        name: 'parent',
        type: 'integer',
        description: 'Text it goes on from; missing: the prompt.',
      },
      {
        name: 'kept_tokens',
        type: 'integer',
        description: 'Tokens of the parent that stay before it.',
      },
      {
        name: 'origin',
        type: 'string',
        description: 'first, again, extension, alternative, guessed.',
      },
      {
        name: 'given_tokens',
        type: 'integer',
        description: 'Its first tokens, put there by hand.',
      },
      { name: 'num_beams', type: 'integer', description: 'Beams of the search; 1 is none.' },
      {
        name: 'score',
        type: 'number',
        description: 'Of a beam search: sum of ln p / tokens; missing for others.',
      },
      { name: 'greedy', type: 'boolean', description: 'The likeliest token was taken each time.' },
      { name: 'seed', type: 'integer', description: 'Seed of the draws; missing when greedy.' },
      { name: 'temperature', type: 'number', description: 'Divisor of the logits.' },
      { name: 'top_k', type: 'integer', description: '0 is off.' },
      { name: 'top_p', type: 'number', description: '1 is off.' },
      { name: 'min_p', type: 'number', description: '0 is off.' },
      { name: 'repetition_penalty', type: 'number', description: '1 is off.' },
      { name: 'no_repeat_ngram_size', type: 'integer', description: '0 is off.' },
      {
        name: 'stop_reason',
        type: 'string',
        description:
          'length, end, stop, ended (by a server, which does not say why), cancelled, failed.',
      },
      { name: 'model', type: 'string', description: 'The model that wrote it.' },
      {
        name: 'tokens',
        type: 'integer',
        description: 'Its own tokens; pieces of text where a server does not tell tokens.',
      },
      { name: 'mean_log_prob', type: 'number', description: 'Mean of log_prob of its own tokens.' },
      { name: 'shown', type: 'boolean', description: 'The text that the view showed.' },
      { name: 'text', type: 'string', description: 'The whole text behind the prompt.' },
    ],
    rows: (runId) =>
      branches.map((branch): Cell[] => {
        const { id, parent, keep, origin, given, sampling, ran, stopReason, tokens } = branch;
        return [
          ...[runId, id, parent, keep, origin, given],
          ...[branch.numBeams, branch.score],
          ...[sampling.greedy, sampling.greedy ? null : sampling.seed],
          ...[sampling.temperature, sampling.topK, sampling.topP, sampling.minP],
          ...[sampling.repetitionPenalty, sampling.noRepeatNgramSize],
          ...[stopReason, ran?.name ?? null, tokens.length, meanLogProb(tokens), id === shown],
          pathOf(branches, branch).text,
        ];
      }),
    inputs: [prompt],
  };
}

/** Spans in code points; tokens whose text comes with a later one share its span. */
function spansOf(tokens: readonly CompletedToken[]): (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let start = 0;
  let pending = 0;
  for (const { chunk } of tokens) {
    pending++;
    if (chunk !== '') {
      const end = start + codePoints(chunk);
      for (; pending > 0; pending--) {
        spans.push([start, end]);
      }
      start = end;
    }
  }
  for (; pending > 0; pending--) {
    spans.push([start, start]);
  }
  return spans;
}
