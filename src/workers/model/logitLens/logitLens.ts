import { TokenscopeError } from '../../../common/errors';
import type {
  LensCell,
  LensPosition,
  LensToken,
  LogitLensParams,
  LogitLensResult,
} from '../../../common/protocol/model/logitLens';
import { rowsTogether, runRows } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { lensCell } from './lensCell';
import { lensText } from './lensText';

const output = 'layer_logits';

/** Answers `logitLens/run`. */
export function runLogitLens(
  params: LogitLensParams,
  context: RunContext,
): Promise<LogitLensResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { positions, dropped } = await lensText(model, params.text, params.focus);
    const cells = await readCells(model, positions, context);
    return {
      positions,
      cells,
      tokens: tokensOf(model, positions, cells),
      dropped,
      facts: factsOf(model, began, 1),
    };
  });
}

/** [layers][positions]. The logits stay here: only the best of each cell and its scores are kept. */
async function readCells(
  { graphs, ref }: OpenModel,
  positions: readonly LensPosition[],
  { token, report }: RunContext,
): Promise<LensCell[][]> {
  const session = await graphs.session('inspect');
  if (!session.outputNames.includes(output)) {
    throw new TokenscopeError('MissingOutput', { model: ref.id, output: 'inspect' });
  }
  await breathe(token);
  const row = { ids: positions.map(({ id }) => id), typeIds: positions.map(() => 0) };
  const run = { outputs: [output], together: rowsTogether(ref.precision), token };
  const cells: LensCell[][] = [];
  await runRows(session, [row], run, async (_, outputs) => {
    const { data, dims } = outputs.get(output);
    const [layers = 0, length = 0, width = 0] = dims;
    for (let layer = 0; layer < layers; layer++) {
      report({ kind: 'share', share: layer / layers });
      await breathe(token);
      const start = layer * length * width;
      cells.push(
        positions.map(({ next }, position) =>
          lensCell(data.subarray(start + position * width, start + (position + 1) * width), next),
        ),
      );
    }
  });
  return cells;
}

function tokensOf(
  { texts }: OpenModel,
  positions: readonly LensPosition[],
  cells: readonly (readonly LensCell[])[],
): Record<number, LensToken> {
  const ids = [
    ...positions.flatMap(({ id, next }) => [id, next ?? id]),
    ...cells.flat().flatMap((cell) => cell.ids),
  ];
  return Object.fromEntries(
    ids.map((id) => [id, { token: texts.token(id), text: texts.text(id) }]),
  );
}
