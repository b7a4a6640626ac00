import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { LogitLensView } from '../../../common/protocol/views/laboratory/logitLens';
import { pythonString } from '../../../common/tokens/stringLiteral';

/** Python that gives the same numbers: the starter is not on the hub, so its ONNX file is run as it is. */
export function logitLensPython(
  { positions }: LogitLensView,
  { id, name, graphs }: CatalogModel,
): string {
  const last = positions.at(-1)?.next ?? null;
  return [
    '# pip install onnxruntime tokenizers',
    'import numpy as np',
    'import onnxruntime',
    'from tokenizers import Tokenizer',
    '',
    `# ${name}: run in the folder of the extension.`,
    `folder = ${pythonString(`models/${id}`)}`,
    'tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")',
    `session = onnxruntime.InferenceSession(f"{folder}/${graphs.inspect?.[0] ?? ''}")`,
    `ids = np.array([[${positions.map((position) => position.id).join(', ')}]], dtype=np.int64)`,
    `following = ids[0, 1:].tolist() + [${last ?? 'None'}]`,
    'feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}',
    'feeds["position_ids"] = np.arange(ids.shape[1], dtype=np.int64)[None]',
    '# layers, positions, vocabulary: the stream after each layer, through the final norm and the output layer',
    '# and attentions: layers, heads, from, to',
    'layer_logits, attentions = (o[0] for o in session.run(["layer_logits", "attentions"], feeds))',
    '',
    'for layer, logits in enumerate(layer_logits):',
    '    for position, token in enumerate(following):',
    '        z = logits[position].astype(float)',
    '        z -= z.max()',
    '        log_p = z - np.log(np.exp(z).sum())',
    '        p = np.exp(log_p)',
    '        top = int(log_p.argmax())',
    '        entropy = -(p * log_p).sum() / np.log(2)',
    '        log_p_next = None if token is None else log_p[token]',
    '        rank = None if token is None else 1 + int((z > z[token]).sum())',
    '        print(layer, position, tokenizer.id_to_token(top), p[top], log_p_next, rank, entropy)',
    '',
    '# Where the last position looks: layers, heads, to',
    'print(attentions[:, :, -1])',
    '',
  ].join('\n');
}
