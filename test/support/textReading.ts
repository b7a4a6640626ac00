import { causalWords, type WordColumns } from '../../src/common/measures/causalWords';
import { codePoints } from '../../src/common/text/codePoints';
import { utf8Length } from '../../src/common/text/utf8Length';
import { emptyColumns, expectedTokens } from '../../src/common/protocol/model/reading';
import {
  addPart,
  emptyReading,
  type ReadToken,
  type TextReading,
} from '../../src/common/readings/textReading';

/** A reading of a text as if a model had given these tokens, in one part that begins at `first`. */
export function readingOf(
  text: string,
  tokens: readonly ReadToken[],
  boundaryAfter: number,
  { first = 0, total = tokens.length }: { first?: number; total?: number } = {},
): TextReading {
  const columns = emptyColumns(tokens.length);
  tokens.forEach((token, index) => {
    columns.ids[index] = token.id;
    columns.starts[index] = token.start;
    columns.ends[index] = token.end;
    columns.logProbs[index] = token.logProb ?? Number.NaN;
    columns.ranks[index] = token.rank ?? 0;
    columns.entropies[index] = token.entropy ?? Number.NaN;
    columns.logBoundaries[index] = token.logBoundary ?? Number.NaN;
    columns.contexts[index] = token.context;
    token.expected.forEach(({ logProb }, place) => {
      columns.expectedIds[index * expectedTokens + place] = expectedId(place);
      columns.expectedLogProbs[index * expectedTokens + place] = logProb;
    });
  });
  const [any] = tokens.filter(({ expected }) => expected.length > 0);
  const reading = emptyReading(total);
  addPart(reading, {
    ...{ total, first, columns, boundaryAfter, windows: 1, stride: 512 },
    texts: Object.fromEntries([
      ...tokens.map(({ id, token, text: written }) => [id, { token, text: written }]),
      ...(any?.expected ?? []).map(({ token, text: written }, place) => [
        expectedId(place),
        { token, text: written },
      ]),
    ]) as TextReading['texts'],
    codePoints: codePoints(text),
    bytes: utf8Length(text),
    facts: { model: 'm', precision: 'q8', revision: '', threads: 1, batchSize: 1, milliseconds: 1 },
  });
  return reading;
}

/** The words of a reading, at once. */
export function wordsOf(text: string, reading: TextReading): WordColumns {
  const work = causalWords(text, reading);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** No id of a token of the tests' texts. */
function expectedId(place: number): number {
  return 90_000 + place;
}
