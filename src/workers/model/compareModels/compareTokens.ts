import { largest } from '../../../common/decoding/largest';
import type { ComparedToken } from '../../../common/protocol/model/compareModels';
import type { PlaceReading } from './readPlace';

/** The likeliest tokens of both readings, those of the first in front. */
export function compareTokens(
  first: PlaceReading,
  second: PlaceReading,
  topK: number,
  sameVocabulary: boolean,
): ComparedToken[] {
  const top = ({ logProbs }: PlaceReading): number[] =>
    Array.from(largest(Float32Array.from(logProbs), topK));
  const find = sameVocabulary ? (id: number): number => id : byText(first, second);
  const findBack = sameVocabulary ? (id: number): number => id : byText(second, first);
  const pairs = new Map<string, readonly [number | null, number | null]>();
  const add = (pair: readonly [number | null, number | null]): void => {
    pairs.set(pair.join(' '), pair);
  };
  top(first).forEach((id) => add([id, find(id)]));
  top(second).forEach((id) => add([findBack(id), id]));
  return [...pairs.values()].map(([one, two]) => {
    const [id, texts] = one === null ? [two ?? 0, second.texts] : [one, first.texts];
    return {
      token: texts.token(id),
      text: texts.written(id),
      ids: [one, two],
      logProbs: [logProb(first, one), logProb(second, two)],
      ranks: [rank(first, one), rank(second, two)],
    };
  });
}

function logProb({ logProbs }: PlaceReading, id: number | null): number | null {
  return id === null ? null : (logProbs[id] ?? null);
}

function rank({ logProbs }: PlaceReading, id: number | null): number | null {
  if (id === null) {
    return null;
  }
  const own = logProbs[id] ?? Number.NaN;
  return 1 + logProbs.reduce((larger, each) => larger + (each > own ? 1 : 0), 0);
}

/** The token of one model that is written as a token of another is: the likeliest of several. */
function byText(from: PlaceReading, to: PlaceReading): (id: number) => number | null {
  let index: Map<string, number> | null = null;
  return (id) => {
    index ??= indexOf(to);
    return index.get(from.texts.written(id)) ?? null;
  };
}

function indexOf({ texts, logProbs }: PlaceReading): Map<string, number> {
  const found = new Map<string, number>();
  for (let id = 0; id < logProbs.length; id++) {
    const text = texts.written(id);
    const known = found.get(text);
    if (text !== '' && (known === undefined || (logProbs[id] ?? 0) > (logProbs[known] ?? 0))) {
      found.set(text, id);
    }
  }
  return found;
}
