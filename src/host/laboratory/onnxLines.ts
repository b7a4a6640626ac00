import type { CatalogModel } from '../../common/models/modelCatalog';
import { pythonString } from '../../common/tokens/stringLiteral';

/** The first lines of Python that runs ONNX graphs. */
export const onnxImports: readonly string[] = [
  '# pip install onnxruntime tokenizers',
  'import numpy as np',
  'import onnxruntime',
  'from tokenizers import Tokenizer',
  '',
];

/**
 * Lines of Python that define `feeds(session, ids)`, the inputs of any graph for ids of int64, [1, tokens]:
 * one with a cache is given an empty one.
 */
export const feedLines: readonly string[] = [
  'def feeds(session, ids):',
  '    known = {',
  '        "input_ids": ids,',
  '        "attention_mask": np.ones_like(ids),',
  '        "token_type_ids": np.zeros_like(ids),',
  '        "position_ids": np.arange(ids.shape[1], dtype=np.int64)[None],',
  '        "use_cache_branch": np.array([False]),',
  '    }',
  '    return {i.name: known[i.name] if i.name in known else empty(i) for i in session.get_inputs()}',
  '',
  'def empty(cache):  # [batch, heads, 0 positions, width]',
  '    shape = [1 if k == 0 else n if isinstance(n, int) else 0 for k, n in enumerate(cache.shape)]',
  '    return np.zeros(shape, np.float16 if "float16" in cache.type else np.float32)',
];

/**
 * Lines of Python that open a model's ONNX graph as it is: they define `folder`, `tokenizer`, `session`,
 * and `feeds` as {@link feedLines} do. The graph of inner states has no cache, which is simpler where there
 * is one.
 */
export function onnxLines({ id, name, folder, graphs, taskFiles }: CatalogModel): string[] {
  const own = taskFiles.find((path) => path.endsWith('.onnx')) ?? '';
  const [graph] = graphs.inspect ?? [own];
  return [
    folder === undefined ? `# ${name}: run in the folder of the extension.` : `# ${name}`,
    `folder = ${pythonString(folder ?? `models/${id}`)}`,
    'tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")',
    ...(graph === own
      ? []
      : [
          '# The same weights in a graph without a cache: its numbers differ a little on some processors.',
        ]),
    `session = onnxruntime.InferenceSession(f"{folder}/${graph ?? own}")`,
    '',
    ...feedLines,
  ];
}
