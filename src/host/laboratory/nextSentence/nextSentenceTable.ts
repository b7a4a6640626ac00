import { runIdColumn } from '../../../common/exports/columns';
import type { NextSentenceView } from '../../../common/protocol/views/laboratory/nextSentence';
import type { LabTable } from '../labTool';

/** A row for each order of each pair. */
export function nextSentenceTable({ pairs }: NextSentenceView): LabTable {
  return {
    name: 'next-sentence',
    columns: [
      runIdColumn,
      { name: 'pair', type: 'integer', description: 'Place of the pair in the text, from 0.' },
      { name: 'order', type: 'string', description: 'given, or exchanged: the second text first.' },
      { name: 'first', type: 'string', description: 'The text that is read first.' },
      { name: 'second', type: 'string', description: 'The text that is asked about.' },
      {
        name: 'p_is_next',
        type: 'number',
        description: 'P(is next) = softmax(logits)[0], from 0 to 1.',
      },
      {
        name: 'logit_difference',
        type: 'number',
        description: 'Logit of "is next" minus logit of "is not".',
      },
      {
        name: 'n_tokens',
        type: 'integer',
        description: 'Tokens of the pair, special ones included.',
      },
    ],
    rows: (runId) =>
      pairs.flatMap(({ first, second, given, exchanged }, index) => [
        [
          runId,
          index,
          'given',
          first,
          second,
          given.probability,
          given.logitDifference,
          given.tokens,
        ],
        [
          runId,
          index,
          'exchanged',
          second,
          first,
          exchanged.probability,
          exchanged.logitDifference,
          exchanged.tokens,
        ],
      ]),
    inputs: pairs.flatMap(({ first, second }) => [first, second]),
  };
}
