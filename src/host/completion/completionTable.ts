import { meanLogProb, pathOf, type Branch } from '../../common/completion/branches';
import {
  booleanColumn,
  docIdColumn,
  integerColumn,
  numberColumn,
  pMaxColumn,
  runIdColumn,
  stringColumn,
  tokenIdColumn,
} from '../../common/exports/columns';
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

const branchColumn = integerColumn(
  'branch',
  'Text that the token belongs to, as in the table of branches.',
);

const tokenColumns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  branchColumn,
  integerColumn(
    'token_index',
    'Place in the text behind the prompt, from 0; the tokens before are those of the parent.',
  ),
  stringColumn('token', 'The token as text; U+FFFD for parts of characters.'),
  tokenIdColumn,
  integerColumn(
    'cp_start',
    'Start behind the prompt, in Unicode code points; tokens of one character share its span.',
  ),
  integerColumn('cp_end', 'End behind the prompt, in code points, exclusive.'),
  numberColumn('log_prob', 'ln p of the model, temperature 1, before any processing.'),
  numberColumn(
    'sampled_log_prob',
    'ln of the probability with which it was drawn, after all processing; 0 when greedy; missing: put there by hand.',
  ),
  numberColumn('surprisal_bits', '−log2 p of the model.'),
  integerColumn('rank', 'Place among the five likeliest tokens; missing: it was none of them.'),
  pMaxColumn,
  stringColumn('top1', 'The likeliest token there, as text.'),
];

const branchColumns: readonly Column[] = [
  runIdColumn,
  branchColumn,
  integerColumn('parent', 'Text it goes on from; missing: the prompt.'),
  integerColumn('kept_tokens', 'Tokens of the parent that stay before it.'),
  stringColumn('origin', 'first, again, extension, alternative, guessed.'),
  integerColumn('given_tokens', 'Its first tokens, put there by hand.'),
  integerColumn('num_beams', 'Beams of the search; 1 is none.'),
  numberColumn('score', 'Of a beam search: sum of ln p / tokens; missing for others.'),
  booleanColumn('greedy', 'The likeliest token was taken each time.'),
  integerColumn('seed', 'Seed of the draws; missing when greedy.'),
  numberColumn('temperature', 'Divisor of the logits.'),
  integerColumn('top_k', '0 is off.'),
  numberColumn('top_p', '1 is off.'),
  numberColumn('min_p', '0 is off.'),
  numberColumn('repetition_penalty', '1 is off.'),
  integerColumn('no_repeat_ngram_size', '0 is off.'),
  stringColumn(
    'stop_reason',
    'length, end, stop, ended (by a server, which does not say why), cancelled, failed.',
  ),
  stringColumn('model', 'The model that wrote it.'),
  integerColumn('tokens', 'Its own tokens; pieces of text where a server does not tell tokens.'),
  numberColumn('mean_log_prob', 'Mean of log_prob of its own tokens.'),
  booleanColumn('shown', 'The text that the view showed.'),
  stringColumn('text', 'The whole text behind the prompt.'),
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
    columns: branchColumns,
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
