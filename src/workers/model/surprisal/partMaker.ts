import {
  emptyColumns,
  type ReadingPart,
  type TokenText,
} from '../../../common/protocol/model/reading';
import { codePoints } from '../../../common/text/codePoints';
import { utf8Length } from '../../../common/text/utf8Length';
import type { OpenModel } from '../models/openModel';
import type { PlacedTokens } from './encodeWhole';
import type { RowReadings } from './readRows';

type Run = Pick<ReadingPart, 'windows' | 'stride' | 'facts'>;

/** Makes the parts of a reading out of what was read at places: tokens, and the end of the text. */
export class PartMaker {
  readonly #told = new Set<number>();

  /** @param before tokens that go before those of the text. @param run what each part says of the run. */
  constructor(
    private readonly model: OpenModel,
    private readonly text: string,
    private readonly tokens: PlacedTokens,
    private readonly before: number,
    private readonly run: () => Run,
  ) {}

  /** The first token of a text without a start token. */
  firstWithoutValue(): ReadingPart {
    return this.#part(0, emptyColumns(1), { codePoints: 0, bytes: 0, boundaryAfter: null });
  }

  /**
   * @param place of the first reading: index of its token, tokens before the text counted.
   * @param context tokens that the model saw before it.
   */
  part(place: number, context: number, readings: RowReadings): ReadingPart {
    const { starts, ends } = this.tokens;
    const first = place - this.before;
    const after = Math.min(first + readings.ranks.length, starts.length);
    const count = after - first;
    const columns = {
      ...emptyColumns(count),
      logProbs: readings.logProbs.slice(0, count),
      ranks: readings.ranks.slice(0, count),
      entropies: readings.entropies.slice(0, count),
      logBoundaries: readings.logBoundaries.slice(0, count),
      contexts: Uint32Array.from({ length: count }, (_, index) => context + index),
      expectedIds: readings.expectedIds.slice(0, count * width(readings)),
      expectedLogProbs: readings.expectedLogProbs.slice(0, count * width(readings)),
    };
    const from = first === 0 ? 0 : (ends[first - 1] ?? 0);
    const text = this.text.slice(from, after === starts.length ? undefined : ends[after - 1]);
    const atEnd = count < readings.ranks.length;
    return this.#part(first, columns, {
      codePoints: codePoints(text),
      bytes: utf8Length(text),
      boundaryAfter: atEnd ? (readings.logBoundaries[count] ?? null) : null,
    });
  }

  #part(
    first: number,
    columns: ReadingPart['columns'],
    sums: Pick<ReadingPart, 'codePoints' | 'bytes' | 'boundaryAfter'>,
  ): ReadingPart {
    const { ids, starts, ends } = this.tokens;
    const end = first + columns.ranks.length;
    const placed = {
      ...columns,
      ids: ids.slice(first, end),
      starts: starts.slice(first, end),
      ends: ends.slice(first, end),
    };
    const texts = this.#textsOf([...placed.ids, ...placed.expectedIds]);
    return { total: ids.length, first, columns: placed, texts, ...sums, ...this.run() };
  }

  #textsOf(ids: readonly number[]): Record<number, TokenText> {
    const { texts } = this.model;
    const fresh = new Set(ids.filter((id) => !this.#told.has(id)));
    return Object.fromEntries(
      [...fresh].map((id) => {
        this.#told.add(id);
        return [id, { token: texts.token(id), text: texts.text(id) }];
      }),
    );
  }
}

function width({ ranks, expectedIds }: RowReadings): number {
  return expectedIds.length / ranks.length;
}
