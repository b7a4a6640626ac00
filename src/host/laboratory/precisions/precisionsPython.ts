import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { Two } from '../../../common/protocol/model/contextShift';
import type { PrecisionsView } from '../../../common/protocol/views/laboratory/precisions';
import { pythonString } from '../../../common/tokens/stringLiteral';
import type { ModelRegistry } from '../../models/modelRegistry';
import { feedLines, onnxImports } from '../onnxLines';

/** Python that runs both ONNX files on the same text; it needs no library but the runtime and the tokenizer. */
export function precisionsPython(
  { task, text, gap }: PrecisionsView,
  models: Two<CatalogModel>,
  registry: ModelRegistry,
): string {
  const files = models.map((model) => {
    const graph = model.taskFiles.find((path) => path.endsWith('.onnx')) ?? '';
    const mask = model.maskToken ?? '';
    return `    (${[registry.folder(model).fsPath, graph, mask].map(pythonString).join(', ')}),`;
  });
  const parts = gap ? [text.slice(0, gap.start), text.slice(gap.end)] : [text];
  return [
    ...onnxImports,
    '# Folder, graph and mask token of each model.',
    'models = [',
    ...files,
    ']',
    `parts = [${parts.map(pythonString).join(', ')}]`,
    '',
    ...feedLines,
    '',
    'def log_probs(folder, graph, mask):',
    '    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")',
    '    session = onnxruntime.InferenceSession(f"{folder}/{graph}")',
    ...(task === 'fill-mask'
      ? [
          '    ids = tokenizer.encode(mask.join(parts)).ids',
          '    at = ids.index(tokenizer.token_to_id(mask))',
        ]
      : [
          '    # The start token first, as Tokenscope reads a prompt.',
          '    ids = [tokenizer.token_to_id("<|endoftext|>")] + tokenizer.encode(parts[0], add_special_tokens=False).ids',
          '    at = -1',
        ]),
    '    ids = np.array([ids], dtype=np.int64)',
    '    z = session.run(["logits"], feeds(session, ids))[0][0][at].astype(float)',
    '    z -= z.max()',
    '    return tokenizer, z - np.log(np.exp(z).sum())',
    '',
    '(first, log_p), (second, log_q) = (log_probs(*model) for model in models)',
    'for tokenizer, values in [(first, log_p), (second, log_q)]:',
    '    for token in np.argsort(-values)[:10]:',
    '        print(tokenizer.id_to_token(int(token)), values[token])',
    'if len(log_p) == len(log_q):',
    '    print("KL in bits", (np.exp(log_p) * (log_p - log_q)).sum() / np.log(2))',
    '    kept = (log_p > -20) & (log_q > -20)',
    '    print("largest difference of ln p", np.abs(log_p - log_q)[kept].max())',
    '',
  ].join('\n');
}
