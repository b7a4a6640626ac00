import { commonSubsequence } from '../../../common/measures/commonSubsequence';
import type { SharedToken } from '../../../common/protocol/model/sentenceScores';
import { passOf, type Pass, type ScoredPositions } from './passes';
import type { TokenReading } from './readToken';

/** The tokens that both texts of each pair have, each of which is masked alone (Nangia et al. 2020). */
export class SharedTokens {
  readonly #shared: readonly (readonly [number, number])[][];

  constructor(
    private readonly texts: readonly ScoredPositions[],
    private readonly pairs: readonly (readonly [number, number])[],
  ) {
    this.#shared = pairs.map(([first, second]) =>
      commonSubsequence(this.#ids(first), this.#ids(second)),
    );
  }

  /** Passes that score shared tokens alone, where none of `passes` does. */
  furtherPasses(passes: readonly Pass[], maskId: number): Pass[] {
    const done = new Set(passes.filter(({ alone }) => alone).map(keyOf));
    const further: Pass[] = [];
    this.#shared.forEach((shared, pair) => {
      for (const side of [0, 1] as const) {
        const text = this.pairs[pair]?.[side] ?? 0;
        const scored = this.texts[text];
        for (const { [side]: token } of shared) {
          if (scored && !done.has(keyOf({ text, token }))) {
            done.add(keyOf({ text, token }));
            further.push(passOf(scored, text, token, 'original', maskId));
          }
        }
      }
    });
    return further;
  }

  /** @param readings of `passes`, the further ones among them. */
  read(passes: readonly Pass[], readings: readonly TokenReading[]): SharedToken[][] {
    const alone = new Map(
      passes.flatMap((pass, index) =>
        pass.alone ? [[keyOf(pass), readings[index]?.logProb ?? Number.NaN] as const] : [],
      ),
    );
    return this.#shared.map((shared, pair) => {
      const [a, b] = this.pairs[pair] ?? [0, 0];
      const logProb = (text: number, token: number): number =>
        alone.get(keyOf({ text, token })) ?? Number.NaN;
      return shared.map(([first, second]) => ({
        first,
        second,
        logProbs: [logProb(a, first), logProb(b, second)],
      }));
    });
  }

  #ids(text: number): number[] {
    const scored = this.texts[text];
    return scored?.positions.map((position) => scored.text.ids[position] ?? 0) ?? [];
  }
}

function keyOf({ text, token }: { readonly text: number; readonly token: number }): string {
  return `${text} ${token}`;
}
