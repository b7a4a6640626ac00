import { TokenscopeError } from '../../../common/errors';
import type {
  FocusAttention,
  LensCell,
  LensPosition,
  LensToken,
  LogitLensParams,
  LogitLensResult,
} from '../../../common/protocol/model/logitLens';
import { rowsTogether, runRows, type RowOutputs } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { lensCell } from './lensCell';
import { lensText } from './lensText';

const logitsOutput = 'layer_logits';
const attentionsOutput = 'attentions';

/** Answers `logitLens/run`. */
export function runLogitLens(
  params: LogitLensParams,
  context: RunContext,
): Promise<LogitLensResult> {
  return runModel(context, params, 'text-generation', async (model) => {
    const began = performance.now();
    const { positions, dropped } = await lensText(model, params.text, params.focus);
    const { cells, attention } = await readStep(model, positions, context);
    return {
      positions,
      cells,
      attention,
      tokens: tokensOf(model, positions, cells),
      dropped,
      facts: factsOf(model, began, 1),
    };
  });
}

/**
 * Cells as [layers][positions]: the logits stay here, only the best of each cell and its scores are kept.
 * And the attention of the last position.
 */
async function readStep(
  { graphs, ref }: OpenModel,
  positions: readonly LensPosition[],
  { token, report }: RunContext,
): Promise<Pick<LogitLensResult, 'cells' | 'attention'>> {
  const session = await graphs.session('inspect');
  const wanted = [logitsOutput, attentionsOutput];
  if (!wanted.every((name) => session.outputNames.includes(name))) {
    throw new TokenscopeError('MissingOutput', { model: ref.id, output: 'inspect' });
  }
  await breathe(token);
  const row = { ids: positions.map(({ id }) => id), typeIds: positions.map(() => 0) };
  const run = { outputs: wanted, together: rowsTogether(ref.precision), token };
  const cells: LensCell[][] = [];
  let attention: FocusAttention = { layers: 0, heads: 0, weights: new Float32Array(0) };
  await runRows(session, [row], run, async (_, outputs) => {
    attention = lastRows(outputs.get(attentionsOutput));
    const { data, dims } = outputs.get(logitsOutput);
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
  return { cells, attention };
}

/** The weights of the last position of all heads. @param data float32 [layers, heads, from, to]. */
function lastRows({ data, dims }: ReturnType<RowOutputs['get']>): FocusAttention {
  const [layers = 0, heads = 0, tokens = 0] = dims;
  const weights = new Float32Array(layers * heads * tokens);
  for (let picture = 0; picture < layers * heads; picture++) {
    const row = ((picture + 1) * tokens - 1) * tokens;
    weights.set(data.subarray(row, row + tokens), picture * tokens);
  }
  return { layers, heads, weights };
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
