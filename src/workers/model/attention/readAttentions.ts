import type { InferenceSession } from 'onnxruntime-node';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import { rowsTogether, runRows, type RowOutputs } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import type { Attentions } from './attentionReadings';

const output = 'attentions';

/**
 * The model's graph with attention weights.
 * @throws TokenscopeError `MissingOutput` when the model has none, or why it could not be opened.
 */
export async function attentionSession({ graphs, ref }: OpenModel): Promise<InferenceSession> {
  const session = await graphs.session('inspect');
  if (!session.outputNames.includes(output)) {
    throw new TokenscopeError('MissingOutput', { model: ref.id, output: 'inspect' });
  }
  return session;
}

/** One pass over the ids. @throws TokenscopeError `MissingOutput`, `Cancelled`. */
export async function readAttentions(
  model: OpenModel,
  ids: readonly number[],
  token: CancellationToken,
  also: { readonly outputs: readonly string[]; readonly read: (outputs: RowOutputs) => void } = {
    outputs: [],
    read: () => undefined,
  },
): Promise<Attentions> {
  const session = await attentionSession(model);
  const run = {
    outputs: [output, ...also.outputs],
    together: rowsTogether(model.ref.precision),
    token,
  };
  const attentions: Attentions[] = [];
  await runRows(session, [{ ids, typeIds: ids.map(() => 0) }], run, (_, outputs) => {
    const { data, dims } = outputs.get(output);
    const [layers = 0, heads = 0, tokens = 0] = dims;
    // The tensor's own memory is given back after this.
    attentions.push({ weights: data.slice(), shape: { layers, heads, tokens } });
    also.read(outputs);
  });
  const [read] = attentions;
  if (!read) {
    throw new TokenscopeError('Internal', { reason: 'a run without attentions' });
  }
  return read;
}
