import type { Cell } from '../../../common/exports/table';
import type { ExportAttentionParams } from '../../../common/protocol/model/attention';
import { exportTable } from '../../exports/exportTable';
import { sha256 } from '../../exports/sha256';
import { breathe, type RunContext } from '../models/runModel';
import type { AttentionReadings, Attentions } from './attentionReadings';

/**
 * Answers `attention/export`: 2.36 million rows for 128 tokens of BERT base, a head at a time.
 * @returns absolute paths of the files written.
 * @throws TokenscopeError `Cancelled`, and as `exportTable` does.
 */
export async function writeAttention(
  readings: AttentionReadings,
  params: ExportAttentionParams,
  context: RunContext,
): Promise<readonly string[]> {
  const { file, format, columns, provenance, inputs } = params.table;
  return exportTable({
    file,
    format,
    columns,
    rows: headRows(await readings.get(params, context), context),
    provenance: () => ({ ...provenance, input_sha256: inputs.map(sha256) }),
  });
}

async function* headRows(
  { weights, shape }: Attentions,
  { token, report }: RunContext,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const { layers, heads, tokens } = shape;
  const size = tokens * tokens;
  for (let picture = 0; picture < layers * heads; picture++) {
    await breathe(token);
    const layer = Math.floor(picture / heads);
    const rows: Cell[][] = [];
    for (let index = 0; index < size; index++) {
      const weight = weights[picture * size + index] ?? null;
      rows.push([layer, picture % heads, Math.floor(index / tokens), index % tokens, weight]);
    }
    yield rows;
    report({ kind: 'share', share: (picture + 1) / (layers * heads) });
  }
}
