import { TokenscopeError } from '../../../common/errors';
import { CausalSession } from '../completion/causalSession';
import { encodePrompt } from '../completion/prompt';
import { encodeSentence } from '../encoder/encodeSentence';
import { runRows, type TokenRow } from '../encoder/runRows';
import { checkOutputs, checkWidth } from '../labels/headSession';
import { requireMask } from '../models/maskToken';
import type { OpenModel } from '../models/openModel';
import type { FolderConfig } from './folderConfig';
import { checkLastPosition, checkLongestRow } from './lastPosition';

/** What a first run of a model showed. */
export interface TriedOut {
  readonly maskToken: string | null;
  /** As the model names them, or numbered as transformers does; null for a model without labels. */
  readonly labels: readonly string[] | null;
}

/**
 * Runs a model on a short text, and at the last position of its context.
 * @throws TokenscopeError `WrongModelKind`, `LabelsMismatch`, `ContextMismatch`,
 * `HalfOutputs`.
 */
export async function tryOut(model: OpenModel, config: FolderConfig): Promise<TriedOut> {
  switch (config.task) {
    case 'text-generation':
      await tryDecoder(model);
      return { maskToken: null, labels: null };
    case 'fill-mask': {
      const { content } = requireMask(model);
      await runShort(model, ['logits'], await encodeSentence(model, `a ${content}`));
      return { maskToken: content, labels: null };
    }
    case 'question-answering':
      await runShort(model, ['start_logits', 'end_logits'], await encodeSentence(model, 'a', 'a'));
      return { maskToken: null, labels: [] };
    case 'text-classification':
    case 'token-classification': {
      const width = await runShort(model, ['logits'], await encodeSentence(model, 'a'));
      const labels = config.labels ?? Array.from({ length: width }, (_, at) => `LABEL_${at}`);
      checkWidth(model, labels, width);
      return { maskToken: null, labels };
    }
  }
}

/** @throws TokenscopeError `HalfOutputs` when one of the outputs is not float32. */
function checkFloats({ session, ref }: OpenModel, outputs: readonly string[]): void {
  const wanted = session.outputMetadata.filter(({ name }) => outputs.includes(name));
  if (wanted.some((output) => output.isTensor && output.type !== 'float32')) {
    throw new TokenscopeError('HalfOutputs', { model: ref.id, precision: ref.precision });
  }
}

/** @returns how many logits the first output has. */
async function runShort(
  model: OpenModel,
  outputs: readonly string[],
  row: TokenRow,
): Promise<number> {
  const { session } = model;
  checkOutputs(model, session, outputs);
  checkFloats(model, outputs);
  let width = 0;
  await runRows(session, [row], { outputs, together: () => 1 }, (_, found) => {
    width = found.get(outputs[0] ?? '').dims.at(-1) ?? 0;
  });
  await checkLongestRow(model, outputs, row);
  return width;
}

async function tryDecoder(model: OpenModel): Promise<void> {
  checkOutputs(model, model.session, ['logits']);
  checkFloats(model, ['logits']);
  const { ids } = await encodePrompt(model.tokenizer, 'a', model.ref.contextLength);
  const causal = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    await causal.feed(ids);
  } finally {
    causal.dispose();
  }
  await checkLastPosition(model, ids[0] ?? 0);
}
