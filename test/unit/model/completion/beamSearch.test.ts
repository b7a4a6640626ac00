import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import type { SamplingParams } from '../../../../src/common/protocol/model/completion';
import { isTokenscopeError } from '../../../../src/common/errors';
import type { ModelRef } from '../../../../src/common/protocol/model/models';
import type { BeamParams } from '../../../../src/common/protocol/model/completionBeams';
import { beamSearch } from '../../../../src/workers/model/completion/beamSearch';
import type { Beam } from '../../../../src/workers/model/completion/endedBeams';
import type { Rows } from '../../../../src/workers/model/completion/rows';
import type { TokenTexts } from '../../../../src/workers/model/models/tokenTexts';
import { greedySampling } from '../../../support/sampling';

const words = 6;
const end = 0;
const promptIds = [1, 2];

/** Logits that depend on the whole text, so that a row that was mixed up shows. */
function logitsOf(ids: readonly number[], seed: number): Float32Array {
  let hash = seed;
  for (const id of ids) hash = Math.imul(hash ^ (id + 1), 0x9e3779b1) >>> 0;
  return Float32Array.from({ length: words }, (_, id) => {
    const mixed = Math.imul(hash ^ (id * 77_777), 0x85ebca6b) >>> 0;
    return (mixed / 2 ** 32) * 5;
  });
}

function logProbsOf(logits: Float32Array): number[] {
  const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
  return Array.from(logits, (logit) => logit - Math.log(sum));
}

/** The toy model: rows are the texts themselves. */
class ToyRows implements Rows {
  private texts: (readonly number[])[] = [promptIds];
  fed = 0;

  constructor(private readonly seed: number) {}

  feed(ids: readonly number[]): Promise<readonly Float32Array[]> {
    assert.equal(ids.length, this.texts.length);
    this.fed++;
    this.texts = this.texts.map((text, row) => [...text, ids[row]!]);
    return Promise.resolve(this.texts.map((text) => logitsOf(text, this.seed)));
  }

  select(rows: readonly number[]): void {
    this.texts = rows.map((row) => this.texts[row]!);
  }

  dispose(): void {
    this.texts = [];
  }
}

interface Found {
  readonly ids: readonly number[];
  readonly score: number;
}

async function search(
  seed: number,
  beams: Partial<BeamParams>,
  params: Partial<SamplingParams>,
  parts: {
    stop?: string;
    token?: CancellationToken;
    logits?: Float32Array;
    onStep?: (open: readonly Beam[]) => void;
  } = {},
) {
  const rows = new ToyRows(seed);
  const found = await beamSearch(
    {
      model: {
        ref: { id: 'toy' } as ModelRef,
        texts: { text: String } as unknown as TokenTexts,
        endIds: new Set([end]),
      },
      promptIds,
      params: { ...greedySampling, ...params },
      beams: { numBeams: 2, lengthPenalty: 1, earlyStopping: false, numReturn: 1, ...beams },
      stopped: (ids) => parts.stop !== undefined && ids.join('').endsWith(parts.stop),
      onStep: parts.onStep ?? (() => undefined),
    },
    rows,
    parts.logits ?? logitsOf(promptIds, seed),
    parts.token ?? CancellationToken.None,
  );
  const best = found.map(({ tokens, score }) => ({ ids: tokens.map(({ id }) => id), score }));
  return { best, found, fed: rows.fed };
}

/** Every text of at most so many tokens, with its score, best first. */
function everyText(seed: number, maxNewTokens: number, lengthPenalty: number): Found[] {
  const all: Found[] = [];
  const visit = (ids: readonly number[], sum: number): void => {
    const logProbs = logProbsOf(logitsOf([...promptIds, ...ids], seed));
    const length = ids.length + 1;
    logProbs.forEach((logProb, id) => {
      const score = (sum + logProb) / length ** lengthPenalty;
      if (id === end) all.push({ ids, score });
      else if (length === maxNewTokens) all.push({ ids: [...ids, id], score });
      else visit([...ids, id], sum + logProb);
    });
  };
  visit([], 0);
  return all.sort((a, b) => b.score - a.score);
}

/** Beam search by the book: no rows, every distribution worked out from its whole text. */
function slowSearch(
  seed: number,
  { numBeams, lengthPenalty, earlyStopping }: BeamParams,
  maxNewTokens: number,
): Found[] {
  let open: { ids: readonly number[]; sum: number }[] = [{ ids: [], sum: 0 }];
  let ended: Found[] = [];
  const finish = (ids: readonly number[], sum: number, length: number): void => {
    ended.push({ ids, score: sum / length ** lengthPenalty });
    ended = ended.sort((a, b) => b.score - a.score).slice(0, numBeams);
  };
  for (let length = 1; length <= maxNewTokens; length++) {
    const all = open
      .flatMap(({ ids, sum }) =>
        logProbsOf(logitsOf([...promptIds, ...ids], seed)).map((logProb, id) => ({
          ...{ ids, id },
          sum: sum + logProb,
        })),
      )
      .sort((a, b) => b.sum - a.sum);
    for (const { ids, id, sum } of all.slice(0, numBeams)) {
      if (id === end) finish(ids, sum, length);
    }
    open = all
      .filter(({ id }) => id !== end)
      .slice(0, numBeams)
      .map(({ ids, id, sum }) => ({ ids: [...ids, id], sum }));
    const longest = earlyStopping === 'never' && lengthPenalty > 0 ? maxNewTokens : length;
    const bound = (open[0]?.sum ?? -Infinity) / longest ** lengthPenalty;
    if (ended.length === numBeams && (earlyStopping === true || ended.at(-1)!.score >= bound)) {
      return ended;
    }
  }
  for (const { ids, sum } of open) finish(ids, sum, maxNewTokens);
  return ended;
}

function assertSame(actual: readonly Found[], expected: readonly Found[]): void {
  assert.deepEqual(
    actual.map(({ ids }) => ids.join(' ')),
    expected.map(({ ids }) => ids.join(' ')),
  );
  for (const [index, { score }] of actual.entries()) {
    // A sum of ln p is off by 1e-7 a token; a score below length penalty 0 is a multiple of it.
    const tolerance = 1e-6 * Math.max(1, Math.abs(score));
    assert.ok(Math.abs(score - expected[index]!.score) < tolerance);
  }
}

const seeds = fc.nat(0xffff_ffff);
const penalties = fc.constantFrom(0, 1, -1, 2, 0.6);

describe('beamSearch', () => {
  it('finds what an exhaustive search finds when no beam falls out', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, penalties, async (seed, lengthPenalty) => {
        // 1 + 5 + 25 texts end by themselves within three tokens, 125 are cut.
        const { best } = await search(seed, { numBeams: 156, lengthPenalty }, { maxNewTokens: 3 });
        assertSame(best, everyText(seed, 3, lengthPenalty));
      }),
      { numRuns: 40 },
    );
  });

  it('equals a slow search with few beams, whatever stops it', async () => {
    const early = fc.constantFrom(true, false, 'never' as const);
    const numbers = fc.integer({ min: 1, max: 5 });
    const lengths = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(
        ...[seeds, penalties, early, numbers, lengths],
        async (seed, lengthPenalty, earlyStopping, numBeams, maxNewTokens) => {
          const beams = { numBeams, lengthPenalty, earlyStopping, numReturn: 1 };
          const { best } = await search(seed, beams, { maxNewTokens });
          assertSame(best, slowSearch(seed, beams, maxNewTokens));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is greedy decoding with one beam', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const ids: number[] = [];
      while (ids.length < 6) {
        const logProbs = logProbsOf(logitsOf([...promptIds, ...ids], seed));
        const best = logProbs.indexOf(Math.max(...logProbs));
        if (best === end) break;
        ids.push(best);
      }
      // Scores that only fall with the length: the first end is the best.
      const { best } = await search(seed, { numBeams: 1, lengthPenalty: 0 }, { maxNewTokens: 6 });
      assert.deepEqual(best[0]!.ids, ids);
    }
  });

  it('stops at once when as many as wanted have ended, and goes on for ever where none can', async () => {
    const lengths = await Promise.all(
      ([true, false, 'never'] as const).map(async (earlyStopping) => {
        const runs = Array.from({ length: 60 }, (_, seed) =>
          search(seed, { numBeams: 3, earlyStopping }, { maxNewTokens: 12 }),
        );
        return (await Promise.all(runs)).reduce((sum, { fed }) => sum + fed, 0);
      }),
    );
    assert.ok(lengths[0]! < lengths[1]! && lengths[1]! < lengths[2]!, lengths.join());
  });

  it('ends a text at a stop string as at an end token', async () => {
    const { found } = await search(3, { numBeams: 4 }, { maxNewTokens: 8 }, { stop: '4' });
    const stopped = found.filter(({ stopReason }) => stopReason === 'stop');
    assert.ok(stopped.length > 0);
    for (const { tokens } of stopped) assert.equal(tokens.at(-1)!.id, 4);
    for (const { tokens } of found) {
      assert.ok(tokens.slice(0, -1).every(({ id }) => id !== 4));
    }
  });

  it('applies penalty and forbidden n-grams to each ln p, and keeps the model’s own beside', async () => {
    const params = { maxNewTokens: 4, noRepeatNgramSize: 1, repetitionPenalty: 1.5 };
    const { found } = await search(5, { numBeams: 3, lengthPenalty: 0 }, params);
    for (const { tokens, sum, stopReason } of found) {
      const ids = tokens.map(({ id }) => id);
      assert.equal(new Set([...promptIds, ...ids]).size, promptIds.length + ids.length);
      let own = 0;
      for (const [index, { id, logProb, alternatives }] of tokens.entries()) {
        const before = [...promptIds, ...ids.slice(0, index)];
        const logProbs = logProbsOf(logitsOf(before, 5));
        assert.ok(Math.abs(logProb - logProbs[id]!) < 1e-6);
        assert.equal(alternatives[0]!.logProb, Math.max(...alternatives.map((a) => a.logProb)));
        own += logProb;
      }
      // No token comes twice, so nothing was penalised that was taken.
      if (stopReason === 'length') assert.ok(Math.abs(sum - own) < 1e-5);
    }
  });

  it('answers with what there is when cancelled', async () => {
    const source = new CancellationTokenSource();
    let steps = 0;
    const { found } = await search(
      7,
      { numBeams: 3, earlyStopping: 'never', lengthPenalty: 2 },
      { maxNewTokens: 200 },
      {
        token: source.token,
        onStep: (open) => {
          if (++steps === 4) source.cancel();
          assert.ok(open.every(({ tokens }) => tokens.length === steps));
        },
      },
    );
    const cut = found.filter(({ stopReason }) => stopReason === 'cancelled');
    assert.ok(cut.length > 0 && cut.every(({ tokens }) => tokens.length === 4));
  });

  it('refuses logits that are not numbers', async () => {
    const bad = search(0, {}, {}, { logits: new Float32Array(words).fill(Number.NaN) });
    await assert.rejects(bad, (error) => isTokenscopeError(error, 'NotNumbers'));
  });
});
