import { redistribute, type CuttingProcessor } from '../../src/common/decoding/redistribute';
import type { StepParams } from '../../src/common/decoding/processLogits';
import type { NextTokenView } from '../../src/common/protocol/views/completionNext';

/** A token that may come next; probabilities from 0 to 1. */
export interface NextTokenRow {
  readonly id: number;
  readonly text: string;
  /** The model's own, and its natural logarithm. */
  readonly own: number;
  readonly logProb: number;
  /** After penalty and temperature. */
  readonly tempered: number;
  /** After all: with this it is drawn. */
  readonly drawn: number;
  readonly cutBy: CuttingProcessor | null;
}

export interface NextTokens {
  /** The likeliest for the model itself, so that they stay in place while the settings change. */
  readonly rows: readonly NextTokenRow[];
  /** All others together. */
  readonly rest: { readonly own: number; readonly tempered: number; readonly drawn: number };
  /** Tokens that may be drawn, of how many. */
  readonly kept: number;
  readonly vocabulary: number;
}

/** How many tokens are shown. */
const shownRows = 15;

/** What the settings make of the distribution. */
export function nextTokens({ logits, ids, texts }: NextTokenView, params: StepParams): NextTokens {
  const shown = texts
    .toSorted(([a], [b]) => (logits[b] ?? -Infinity) - (logits[a] ?? -Infinity))
    .slice(0, shownRows);
  const { tokens, kept } = redistribute(
    logits,
    ids,
    params,
    shown.map(([id]) => id),
  );
  const rows = tokens.map((token, index): NextTokenRow => ({
    id: token.id,
    text: shown[index]?.[1] ?? '',
    own: Math.exp(token.logProb),
    logProb: token.logProb,
    tempered: Math.exp(token.temperedLogProb),
    drawn: Math.exp(token.sampledLogProb),
    cutBy: token.cutBy,
  }));
  const rest = (share: (row: NextTokenRow) => number): number =>
    Math.max(0, 1 - rows.reduce((sum, row) => sum + share(row), 0));
  return {
    rows,
    rest: {
      own: rest(({ own }) => own),
      tempered: rest(({ tempered }) => tempered),
      drawn: rest(({ drawn }) => drawn),
    },
    kept,
    vocabulary: logits.length,
  };
}
