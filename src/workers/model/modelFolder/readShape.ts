import type { ModelShape } from '../../../common/models/memoryEstimate';
import type { JsonObject } from './readObject';

/** The sizes that a `config.json` gives, by the names of GPT-2, BERT or DistilBERT; null if it does not. */
export function readShape(config: JsonObject): ModelShape | null {
  const number = (...names: readonly string[]): number | undefined =>
    names.map((name) => config[name]).find((value) => typeof value === 'number');
  const layers = number('n_layer', 'num_hidden_layers', 'n_layers');
  const heads = number('n_head', 'num_attention_heads', 'n_heads');
  const width = number('n_embd', 'hidden_size', 'dim');
  const vocabulary = number('vocab_size');
  if (!layers || !heads || !width || !vocabulary) {
    return null;
  }
  const headWidth = number('head_dim') ?? width / heads;
  return {
    layers,
    heads,
    keyValueHeads: number('num_key_value_heads') ?? heads,
    headWidth,
    vocabulary,
  };
}
