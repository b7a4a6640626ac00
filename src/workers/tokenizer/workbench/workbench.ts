import { setImmediate } from 'node:timers/promises';
import { TokenscopeError } from '../../../common/errors';
import type {
  EncodedRow,
  EncodeOptions,
  FramePart,
  TextRef,
  WorkbenchParams,
  WorkbenchResult,
  WorkbenchText,
} from '../../../common/protocol/tokenizer/workbench';
import { batchLimits } from '../../../common/tokens/encodeLimits';
import { encodeWords } from '../../tokenization/encodeText';
import { readTokenizerFacts } from '../../tokenization/tokenizerConfig';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';
import { checkRange } from '../check';
import { libraryBytes } from '../encodedPiece';
import { frameOf, frameSize } from '../frame';
import { discardBytes } from '../garbage';
import { checkOptions } from './checkOptions';
import { partsOf } from './documentsOf';
import { paddedLength, paddingId } from './padding';
import { makeRow, rowLength, type RowPadding, type WorkbenchTokens } from './row';
import { truncated, type RowSpans } from './truncation';

/** A text of the batch, and its pair, once their tokens are known. */
type Sources = readonly [WorkbenchTokens] | readonly [WorkbenchTokens, WorkbenchTokens];

/**
 * Answers `tokenizer/workbench`. Texts are encoded whole, one after another, since the words of
 * {@link EncodedRow.wordIds} are counted through a text.
 * @param textOf the texts of the mirrored documents, by uri.
 */
export async function encodeBatch(
  open: OpenTokenizer,
  { tokenizer, texts, options }: WorkbenchParams,
  textOf: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<WorkbenchResult> {
  const paired = texts[0]?.pair !== undefined;
  const frame = await frameOf(open, paired, options.addSpecialTokens);
  const single = frameSize(await frameOf(open, false, true));
  checkOptions(options, { added: frameSize(frame), single, paired });
  const facts = await readTokenizerFacts(tokenizer.file);
  const padId = paddingId(open, options.padding, facts, tokenizer.id);
  checkUnits(texts, textOf);
  const tokensOf = (ref: TextRef): Promise<WorkbenchTokens> => {
    signal.throwIfAborted();
    return encodePart(open, ref, textOf.get(ref.document.uri) ?? '');
  };
  const sources: Sources[] = [];
  for (const { text, pair } of texts) {
    const first = await tokensOf(text);
    sources.push(pair ? [first, await tokensOf(pair)] : [first]);
  }
  const rows = rowsOf(sources, frame, options, padId);
  return { rows, tokens: tokenStrings(open, rows), frame, padId, facts };
}

/** @throws TokenscopeError `InvalidParameter` or `TooLong`. */
function checkUnits(texts: readonly WorkbenchText[], textOf: ReadonlyMap<string, string>): void {
  let actual = 0;
  for (const { document, range } of partsOf(texts)) {
    checkRange('range', range, textOf.get(document.uri)?.length ?? 0);
    actual += range.end - range.start;
  }
  if (actual > batchLimits.units) {
    throw new TokenscopeError('TooLong', { what: 'characters', actual, limit: batchLimits.units });
  }
}

async function encodePart(
  open: OpenTokenizer,
  { range: { start, end } }: TextRef,
  text: string,
): Promise<WorkbenchTokens> {
  const { ids, starts, ends, words } = await encodeWords(open, text.slice(start, end));
  discardBytes(libraryBytes * (end - start));
  // The library's result is freed here, so that those of several texts do not add up.
  await setImmediate();
  return {
    ids,
    starts: starts.map((offset) => start + offset),
    ends: ends.map((offset) => start + offset),
    words,
  };
}

/** @throws TokenscopeError what {@link truncated} throws, and `TooLong`. */
function rowsOf(
  sources: readonly Sources[],
  frame: readonly FramePart[],
  { padding, truncation }: EncodeOptions,
  padId: number | null,
): EncodedRow[] {
  const room = truncation.maxLength - frameSize(frame);
  const plans: { text: number; spans: RowSpans }[] = [];
  let longest = 0;
  let total = 0;
  sources.forEach(([first, second], text) => {
    const lengths = second
      ? ([first.ids.length, second.ids.length] as const)
      : ([first.ids.length] as const);
    for (const spans of truncated(lengths, room, truncation, text)) {
      const length = rowLength(frame, spans);
      longest = Math.max(longest, length);
      total += Math.max(length, paddedLength(padding, 0));
      checkTokens(total);
      plans.push({ text, spans });
    }
  });
  const length = paddedLength(padding, longest);
  checkTokens(plans.length * length);
  const rowPadding: RowPadding | null =
    padId === null ? null : { id: padId, length, side: padding.side };
  return plans.map(({ text, spans }) =>
    makeRow(text, frame, sources[text] ?? [], spans, rowPadding),
  );
}

function checkTokens(actual: number): void {
  if (actual > batchLimits.tokens) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: batchLimits.tokens });
  }
}

function tokenStrings(
  open: OpenTokenizer,
  rows: readonly EncodedRow[],
): ReadonlyMap<number, string> {
  const tokens = new Map<number, string>();
  for (const { ids } of rows) {
    for (const id of ids) {
      if (!tokens.has(id)) {
        tokens.set(id, open.token(id));
      }
    }
  }
  return tokens;
}
