import { runIdColumn } from '../../../common/exports/columns';
import type { Cell } from '../../../common/exports/table';
import type { LogitLensView } from '../../../common/protocol/views/laboratory/logitLens';
import type { LabTable } from '../labTool';

/** A row for each layer and position. */
export function logitLensTable({ text, positions, cells, tokens }: LogitLensView): LabTable {
  return {
    name: 'logit-lens',
    columns: [
      runIdColumn,
      {
        name: 'layer',
        type: 'integer',
        description: 'Layer, from 0; the last gives the prediction of the model itself.',
      },
      {
        name: 'position',
        type: 'integer',
        description: 'Position of the token that was read last, from 0, the start token included.',
      },
      { name: 'token', type: 'string', description: 'Token at this position.' },
      { name: 'token_id', type: 'integer', description: 'Its id.' },
      { name: 'top1', type: 'string', description: 'Most likely next token at this layer.' },
      { name: 'p_top1', type: 'number', description: 'Its probability, from 0 to 1.' },
      {
        name: 'next_token',
        type: 'string',
        description: 'Token that really comes next; missing where the text ends.',
      },
      { name: 'log_prob_next', type: 'number', description: 'Its ln p at this layer, in nats.' },
      {
        name: 'rank_next',
        type: 'integer',
        description: '1 + number of tokens with a larger logit at this layer.',
      },
      {
        name: 'entropy_bits',
        type: 'number',
        description: 'Entropy of the distribution over the whole vocabulary, in bits.',
      },
    ],
    rows: (runId) =>
      cells.flatMap((row, layer) =>
        positions.map((read, position): Cell[] => {
          const cell = row[position];
          const [top = -1] = cell?.ids ?? [];
          const [logProb = Number.NaN] = cell?.logProbs ?? [];
          return [
            runId,
            layer,
            position,
            read.token,
            read.id,
            tokens[top]?.token ?? null,
            Math.exp(logProb),
            read.next === null ? null : (tokens[read.next]?.token ?? null),
            cell?.next?.logProb ?? null,
            cell?.next?.rank ?? null,
            cell?.entropyBits ?? null,
          ];
        }),
      ),
    inputs: [text],
    settings: { ids: positions.map(({ id }) => id) },
  };
}

/** A row for each layer, head and position that the last position looks at. */
export function focusAttentionTable({ text, positions, attention }: LogitLensView): LabTable {
  return {
    name: 'attention',
    columns: [
      runIdColumn,
      { name: 'layer', type: 'integer', description: 'Layer, from 0.' },
      { name: 'head', type: 'integer', description: 'Head of the layer, from 0.' },
      {
        name: 'from',
        type: 'integer',
        description: 'Position that looks: the last, whose next token is predicted.',
      },
      { name: 'to', type: 'integer', description: 'Position that is looked at.' },
      {
        name: 'weight',
        type: 'number',
        description: 'Attention weight; those of a layer, head and from sum to 1.',
      },
    ],
    rows: (runId) => {
      const { heads, weights } = attention;
      const { length } = positions;
      return Array.from(weights, (weight, index): Cell[] => {
        const picture = Math.floor(index / length);
        return [
          ...[runId, Math.floor(picture / heads), picture % heads],
          ...[length - 1, index % length, weight],
        ];
      });
    },
    inputs: [text],
  };
}
