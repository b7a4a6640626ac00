import { l10n } from 'vscode';
import { toTokenscopeError } from '../../common/errors';
import type { EncodedRow, WorkbenchResult } from '../../common/protocol/tokenizer/workbench';
import type { EncodeRow, EncodeState } from '../../common/protocol/views/encode';
import { viewError } from '../errors/report';

/** Tokens that the view shows at most. */
const shownTokens = 5_000;

/** What a result adds to the state. */
export function encodeDone({ rows, tokens, facts }: WorkbenchResult): Partial<EncodeState> {
  const shown: EncodeRow[] = [];
  let left = shownTokens;
  for (const row of rows) {
    if (left <= 0) {
      break;
    }
    shown.push(encodeRow(row, tokens, left));
    left -= row.ids.length;
  }
  const tokenCount = rows.reduce((count, { ids }) => count + ids.length, 0);
  return {
    status: 'done',
    rows: shown,
    rowCount: rows.length,
    tokenCount,
    inputNames: facts.inputNames,
    notices:
      tokenCount > shownTokens
        ? [
            l10n.t(
              'The first {0} of {1} tokens are shown; copies have all of them.',
              shownTokens,
              tokenCount,
            ),
          ]
        : [],
    error: null,
    errorField: null,
  };
}

/** What an error adds to the state; one about a field of the form needs no button. */
export function encodeFailed(error: unknown): Partial<EncodeState> {
  const { args } = toTokenscopeError(error);
  const field = 'field' in args ? args.field : 'name' in args ? args.name : null;
  const shown = viewError(error);
  return {
    status: 'failed',
    error: field === null ? shown : { ...shown, action: null },
    errorField: field,
  };
}

function encodeRow(row: EncodedRow, tokens: ReadonlyMap<number, string>, count: number): EncodeRow {
  const listOf = (values: Uint32Array | Uint8Array | Int32Array): number[] =>
    Array.from(values.subarray(0, count));
  const ids = listOf(row.ids);
  return {
    text: row.text,
    length: row.ids.length,
    ids,
    tokens: ids.map((id) => tokens.get(id) ?? ''),
    typeIds: listOf(row.typeIds),
    attentionMask: listOf(row.attentionMask),
    specialTokensMask: listOf(row.specialTokensMask),
    sequences: listOf(row.sequences),
    starts: listOf(row.starts),
    ends: listOf(row.ends),
    wordIds: listOf(row.wordIds),
  };
}
