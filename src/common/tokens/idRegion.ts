import type { OffsetRange } from '../protocol/tokenizer/tokens';

/** A key that holds ids, in Python, JSON or JavaScript, with what follows it. */
const idKey = /(?<![\w])['"]?(?:input_ids|inputIds|token_ids|ids)['"]?\s*[:=]\s*/;
/** Inside a tensor of `@huggingface/transformers`, the list that holds its numbers. */
const tensorData = /\b(?:cpuData|data)\s*:\s*/;

/**
 * The part of a pasted text that holds the ids: the value of `input_ids` in a dictionary of several
 * tensors, the data of a printed tensor of `@huggingface/transformers`, else all of it.
 */
export function idRegion(text: string): OffsetRange {
  const key = idKey.exec(text);
  const value = key ? valueAt(text, key.index + key[0].length) : { start: 0, end: text.length };
  const data = tensorData.exec(text.slice(value.start, value.end));
  return data ? valueAt(text, value.start + data.index + data[0].length) : value;
}

/** From `start` to where the brackets that open there are closed again. */
function valueAt(text: string, start: number): OffsetRange {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if ('[({'.includes(character)) {
      depth++;
    } else if ('])}'.includes(character)) {
      depth--;
      // `BigInt64Array(3) [` and `tensor(…)`: brackets may follow brackets.
      const follows = /^\s*\[/.test(text.slice(at + 1, at + 20));
      if (depth < 0 || (depth === 0 && !follows)) {
        return { start, end: depth < 0 ? at : at + 1 };
      }
    }
  }
  return { start, end: text.length };
}
