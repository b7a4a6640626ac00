import type { RandomMasksView } from '../../../common/protocol/views/laboratory/randomMasks';
import type { LabTable } from '../labTool';

/** A row for each chosen token. */
export function randomMasksTable({ text, rows }: RandomMasksView): LabTable {
  const codePoints = (unit: number): number => Array.from(text.slice(0, unit)).length;
  return {
    name: 'random-masks',
    columns: [
      { name: 'run_id', type: 'string', description: 'Id of the run, as in the provenance.' },
      { name: 'cp_start', type: 'integer', description: 'Start in the text, in code points.' },
      { name: 'cp_end', type: 'integer', description: 'End in the text, in code points.' },
      { name: 'token', type: 'string', description: "The vocabulary's own string." },
      { name: 'token_id', type: 'integer', description: 'Id in the vocabulary.' },
      { name: 'treatment', type: 'string', description: 'masked, replaced or kept.' },
      { name: 'shown', type: 'string', description: 'Token that the model saw in its place.' },
      { name: 'log_prob', type: 'number', description: 'ln p of the true token, in nats.' },
      { name: 'rank', type: 'integer', description: '1 + number of tokens with a larger logit.' },
      { name: 'top1', type: 'string', description: 'First guess.' },
      { name: 'p_max', type: 'number', description: 'Its probability.' },
    ],
    rows: (runId) =>
      rows.map(({ start, end, token, id, treatment, shown, logProb, rank, guesses: [first] }) => [
        runId,
        codePoints(start),
        codePoints(end),
        token,
        id,
        treatment,
        shown,
        logProb,
        rank,
        first?.token ?? null,
        first?.probability ?? null,
      ]),
    inputs: [text],
  };
}
