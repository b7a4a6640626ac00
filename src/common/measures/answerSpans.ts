/** The logits of one window of a context. */
export interface AnswerWindow {
  /** Index of its first token in the context. */
  readonly from: number;
  /** Start and end logits of its tokens of the context, of equal length. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  /** Start logit + end logit at `[CLS]`: "no answer" in models trained on SQuAD 2. */
  readonly none: number;
}

/** An answer: tokens of the context, the last one included. */
export interface AnswerSpan {
  readonly first: number;
  readonly last: number;
  /** Start logit + end logit. */
  readonly logit: number;
  /** Softmax of {@link AnswerSpan.logit} over all spans that were considered and "no answer". */
  readonly p: number;
}

export interface Answers {
  /** The best first; none overlaps a better one. */
  readonly spans: readonly AnswerSpan[];
  /** "No answer": the smallest over the windows, as in BERT's run_squad.py. */
  readonly none: { readonly logit: number; readonly p: number };
  /** Spans that were considered. */
  readonly considered: number;
}

/**
 * The best answers of extractive question answering (Devlin et al. 2019, sections 4.2 and 4.3): the score
 * of a span is start logit + end logit, its end not before its start, at most `longest` tokens. A span is
 * scored in the one window where its first token has the most context (run_squad.py), so that none counts
 * twice. P is a softmax in float64 over all of them, which is a share of the model's belief and no rate
 * of being right.
 * @param windows in order, overlapping. @param longest tokens. @param top answers at most.
 */
export function answerSpans(
  windows: readonly AnswerWindow[],
  longest: number,
  top: number,
): Answers {
  const none = Math.min(...windows.map((window) => window.none));
  const kept: { first: number; last: number; logit: number }[] = [];
  let largest = none;
  let sum = 1;
  let considered = 0;
  for (const [index, window] of windows.entries()) {
    for (let start = 0; start < window.starts.length; start++) {
      if (windowOf(windows, window.from + start) !== index) {
        continue;
      }
      let best = { first: 0, last: 0, logit: -Infinity };
      const stop = Math.min(window.ends.length, start + longest);
      for (let end = start; end < stop; end++) {
        const logit = (window.starts[start] ?? Number.NaN) + (window.ends[end] ?? Number.NaN);
        considered++;
        if (logit > largest) {
          sum = sum * Math.exp(largest - logit) + 1;
          largest = logit;
        } else {
          sum += Math.exp(logit - largest);
        }
        if (logit > best.logit) {
          best = { first: window.from + start, last: window.from + end, logit };
        }
      }
      kept.push(best);
    }
  }
  const p = (logit: number): number => Math.exp(logit - largest) / sum;
  return {
    spans: apart(kept, top).map((span) => ({ ...span, p: p(span.logit) })),
    none: { logit: none, p: p(none) },
    considered,
  };
}

/** The window in which a token has the most context; the first of equal ones. */
function windowOf(windows: readonly AnswerWindow[], token: number): number {
  let best = -1;
  let most = -Infinity;
  windows.forEach(({ from, starts }, index) => {
    const left = token - from;
    const right = from + starts.length - 1 - token;
    const context = Math.min(left, right) + 0.01 * starts.length;
    if (left >= 0 && right >= 0 && context > most) {
      best = index;
      most = context;
    }
  });
  return best;
}

/** The best spans of which none overlaps a better one. */
function apart<T extends { readonly first: number; readonly last: number; readonly logit: number }>(
  spans: readonly T[],
  top: number,
): T[] {
  const chosen: T[] = [];
  for (const span of spans.toSorted((a, b) => b.logit - a.logit)) {
    if (chosen.length === top) {
      break;
    }
    if (chosen.every(({ first, last }) => span.last < first || span.first > last)) {
      chosen.push(span);
    }
  }
  return chosen;
}
