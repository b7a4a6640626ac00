import type { CancellationToken } from 'vscode-jsonrpc';
import { checkFillMask } from '../../../common/decoding/fillMaskLimits';
import { TokenscopeError } from '../../../common/errors';
import type {
  FillMaskParams,
  FillMaskResult,
  MaskResult,
} from '../../../common/protocol/model/fillMask';
import type { LoadStage } from '../../../common/protocol/model/models';
import { rowsTogether, runRows } from '../encoder/runRows';
import { tokenFilter } from '../decoding/candidateFilter';
import { rowAt, type RowMatrix } from '../encoder/positions';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import type { ModelRegistry } from '../models/registry';
import { encodeMasked, type MaskedText } from './maskedText';
import { MaskScores } from './scores';
import { scoreTargets } from './targets';

/**
 * Answers `fillMask/run`: loads the model if need be, then reads all masks from one forward pass.
 * @throws TokenscopeError `InvalidParameter`, `EmptyText`, `NoMask`, `WrongModelKind`, `Cancelled`, or
 * why the model could not be loaded.
 */
export async function fillMasks(
  registry: ModelRegistry,
  params: FillMaskParams,
  token: CancellationToken,
  onStage: (stage: LoadStage) => void,
): Promise<FillMaskResult> {
  checkFillMask(params);
  return registry.use(
    { ref: params.model, task: 'fill-mask', token, onStage },
    (model) => runOnce(model, params, token),
    () => {
      throw new TokenscopeError('Cancelled', {});
    },
  );
}

async function runOnce(
  model: OpenModel,
  params: FillMaskParams,
  token: CancellationToken,
): Promise<FillMaskResult> {
  const { id, precision, revision } = params.model;
  const began = performance.now();
  const seen = await encodeMasked(model, requireMask(model), params.text, params.focus);
  let masks: MaskResult[] = [];
  const run = { outputs: ['logits'], together: rowsTogether(precision), token };
  await runRows(model.session, [seen], run, async (_, outputs) => {
    masks = await scoreMasks(model, params, seen, outputs.get('logits'), token);
  });
  const milliseconds = performance.now() - began;
  console.info(
    `filled ${masks.length} of ${seen.maskCount} masks with ${id} ${precision}: ` +
      `${seen.ids.length} tokens, ${milliseconds.toFixed(0)} ms`,
  );
  return {
    masks,
    maskCount: seen.maskCount,
    tokens: seen.ids.length,
    unknownTokens: seen.ids.filter((token) => token === model.tokenizer.unknownId).length,
    window: seen.window,
    model: id,
    precision,
    revision,
    threads: model.threads,
    milliseconds,
  };
}

async function scoreMasks(
  model: OpenModel,
  { text, topK, targets = [], filter }: FillMaskParams,
  seen: MaskedText,
  logits: RowMatrix,
  token: CancellationToken,
): Promise<MaskResult[]> {
  const masks: MaskResult[] = [];
  const passes = await tokenFilter(model, filter);
  for (const mask of seen.masks) {
    const scores = new MaskScores(rowAt(logits, mask.position), model.texts);
    if (!scores.valid) {
      throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
    }
    masks.push({
      start: mask.start,
      end: mask.end,
      candidates: scores.top(topK, passes),
      targets: await scoreTargets(model, text, seen, mask, targets, scores, token),
    });
  }
  return masks;
}
