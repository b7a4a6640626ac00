import type { CatalogModel } from '../../../common/models/modelCatalog';
import { onnxImports, onnxLines } from '../onnxLines';
import { pythonString } from '../../../common/tokens/stringLiteral';
import type { AttentionView } from '../../../common/protocol/views/laboratory/attention';

/** Python that gives the same weights, and their rollout, for the ids that the model read. */
export function attentionPython(result: AttentionView, model: CatalogModel): string {
  const reading = model.task === 'fill-mask' ? transformersLines : onnxruntimeLines;
  return [
    ...reading(result, model),
    'print(attentions.shape)  # layers, heads, from, to',
    '',
    '# Attention rollout (Abnar & Zuidema 2020)',
    'mixed = 0.5 * attentions.mean(1) + 0.5 * np.eye(attentions.shape[-1])',
    'rollout = mixed[0]',
    'for layer in mixed[1:]:',
    '    rollout = layer @ rollout',
    'print(rollout)',
    '',
  ].join('\n');
}

function transformersLines(
  { ids }: AttentionView,
  { id, name, precision }: CatalogModel,
): string[] {
  return [
    '# pip install torch transformers',
    'import numpy as np',
    'import torch',
    'from transformers import AutoModel, AutoTokenizer',
    '',
    `# Tokenscope ran ${name}, ${precision}: full precision differs a little.`,
    `name = ${pythonString(id)}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    '# "eager" computes attention step by step, so that its weights can be had.',
    'model = AutoModel.from_pretrained(name, attn_implementation="eager").eval()',
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    'print(tokenizer.convert_ids_to_tokens(ids[0].tolist()))',
    'with torch.no_grad():',
    '    output = model(input_ids=ids, output_attentions=True)',
    'attentions = torch.cat(output.attentions).double().numpy()',
  ];
}

/** The starter has no weights for PyTorch: its ONNX file is run as it is. */
function onnxruntimeLines({ ids }: AttentionView, model: CatalogModel): string[] {
  return [
    ...onnxImports,
    ...onnxLines(model),
    '',
    `ids = np.array([[${ids.join(', ')}]], dtype=np.int64)`,
    'print([tokenizer.id_to_token(int(token)) for token in ids[0]])',
    'attentions = session.run(["attentions"], feeds(session, ids))[0][0].astype(float)',
  ];
}
