import { l10n } from 'vscode';
import { Color } from '../../../common/contributions';
import { surprisalBits } from '../../../common/measures/causal';
import { readingLevel } from '../../../common/measures/readingLevel';
import type { ReadToken } from '../../../common/protocol/model/surprisal';
import type { SurprisalView } from '../../../common/protocol/views/laboratory/surprisal';
import type { LabMark } from '../labMarks';

const colors = [
  Color.surprisal1,
  Color.surprisal2,
  Color.surprisal3,
  Color.surprisal4,
  Color.surprisal5,
] as const;

/** A colour for each token; tokens that are parts of one character share theirs: the least expected. */
export function surprisalMarks({ text, tokens, start, colors: shown }: SurprisalView): LabMark[] {
  const places = new Map<string, ReadToken[]>();
  for (const token of tokens) {
    if (token.logProb !== null && token.end > token.start) {
      const place = `${token.start}-${token.end}`;
      const same = places.get(place);
      if (same) {
        same.push(token);
      } else {
        places.set(place, [token]);
      }
    }
  }
  return [...places.values()].map((same) => {
    const level = Math.max(...same.map((token) => readingLevel(token, shown)));
    const [first] = same;
    return {
      start: start + (first?.start ?? 0),
      end: start + (first?.end ?? 0),
      color: colors[level - 1] ?? Color.surprisal5,
      hover: same.flatMap((token) => hoverOf(text, token)),
    };
  });
}

function hoverOf(text: string, token: ReadToken): string[] {
  const { start, end, logProb, entropy, rank, expected } = token;
  return [
    l10n.t(
      '{0}: surprisal {1} bits, rank {2}; entropy before it {3} bits',
      quoted(text.slice(start, end)),
      surprisalBits(logProb ?? Number.NaN).toFixed(1),
      rank ?? 0,
      (entropy ?? Number.NaN).toFixed(1),
    ),
    l10n.t(
      'Expected: {0}',
      expected.map((guess) => `${quoted(guess.text)} ${percent(guess.logProb)}`).join(', '),
    ),
  ];
}

/** A token as it would stand in a text: most of GPT-2's begin with a space. */
function quoted(token: string): string {
  return `“${token.replace(/\r?\n/g, '↵').replaceAll('\t', '⇥')}”`;
}

function percent(logProb: number): string {
  const share = 100 * Math.exp(logProb);
  return share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 10 ? 1 : 0)} %`;
}
