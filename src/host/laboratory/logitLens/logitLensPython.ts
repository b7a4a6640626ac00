import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { LogitLensView } from '../../../common/protocol/views/laboratory/logitLens';
import { onnxImports, onnxLines } from '../onnxLines';

/** Python that gives the same numbers: the starter is not on the hub, so its ONNX file is run as it is. */
export function logitLensPython({ positions }: LogitLensView, model: CatalogModel): string {
  const last = positions.at(-1)?.next ?? null;
  return [
    ...onnxImports,
    ...onnxLines(model),
    '',
    `ids = np.array([[${positions.map((position) => position.id).join(', ')}]], dtype=np.int64)`,
    `following = ids[0, 1:].tolist() + [${last ?? 'None'}]`,
    '# layers, positions, vocabulary: the stream after each layer, through the final norm and the output layer',
    '# and attentions: layers, heads, from, to',
    'outputs = session.run(["layer_logits", "attentions"], feeds(session, ids))',
    'layer_logits, attentions = (output[0] for output in outputs)',
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
