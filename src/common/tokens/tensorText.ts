import type { EncodedRow, InputName } from '../protocol/tokenizer/workbench';

/** The tensors as a dictionary of nested lists: Python and JSON write it alike. */
export function tensorDictionary(
  rows: readonly EncodedRow[],
  inputNames: readonly InputName[],
): string {
  const entries = inputNames.map((name) => `"${name}": ${nestedList(rows, name)}`);
  return `{${entries.join(', ')}}`;
}

/**
 * The tensors as PyTorch code; null when the rows are not of one length, which no tensor can hold: pad
 * or truncate them.
 */
export function torchDictionary(
  rows: readonly EncodedRow[],
  inputNames: readonly InputName[],
): string | null {
  if (rows.some(({ ids }) => ids.length !== rows[0]?.ids.length)) {
    return null;
  }
  const entries = inputNames.map((name) => `"${name}": torch.tensor(${nestedList(rows, name)})`);
  return `{${entries.join(', ')}}`;
}

/** One input of one row. */
export function inputOf(row: EncodedRow, name: InputName): Uint32Array | Uint8Array {
  switch (name) {
    case 'input_ids':
      return row.ids;
    case 'token_type_ids':
      return row.typeIds;
    case 'attention_mask':
      return row.attentionMask;
  }
}

function nestedList(rows: readonly EncodedRow[], name: InputName): string {
  return `[${rows.map((row) => `[${inputOf(row, name).join(', ')}]`).join(', ')}]`;
}
