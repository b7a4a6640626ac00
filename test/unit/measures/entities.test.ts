import assert from 'node:assert/strict';
import { decodeEntities, type LabelledWord } from '../../../src/common/measures/entities';
import { entityCounts } from '../../../src/common/measures/entityCounts';

describe('entities of labelled words', () => {
  /** Words of one letter with a space between: word i stands at 2 i. */
  const words = (labels: string): LabelledWord[] =>
    labels.split(' ').map((label, index) => ({
      start: 2 * index,
      end: 2 * index + 1,
      label,
      p: (index + 1) / 10,
    }));
  const found = (labels: string) =>
    decodeEntities(words(labels)).map(({ type, start, end }) => [type, start, end]);

  for (const [name, labels, expected] of [
    ['begin and go on', 'O B-PER I-PER O', [['PER', 2, 5]]],
    [
      'end where another begins',
      'B-PER B-PER I-PER',
      [
        ['PER', 0, 1],
        ['PER', 2, 5],
      ],
    ],
    ['begin at an I- after O', 'O I-LOC I-LOC', [['LOC', 2, 5]]],
    [
      'begin at an I- of another type',
      'B-PER I-ORG',
      [
        ['PER', 0, 1],
        ['ORG', 2, 3],
      ],
    ],
    [
      'keep to one word with S- and U-',
      'S-PER I-PER U-LOC U-LOC',
      [
        ['PER', 0, 1],
        ['PER', 2, 3],
        ['LOC', 4, 5],
        ['LOC', 6, 7],
      ],
    ],
    [
      'end with E- and L-',
      'B-PER E-PER I-PER',
      [
        ['PER', 0, 3],
        ['PER', 4, 5],
      ],
    ],
    [
      'join bare labels',
      'PER PER O PER',
      [
        ['PER', 0, 3],
        ['PER', 6, 7],
      ],
    ],
    ['are none without labels', 'O O', []],
  ] as const) {
    it(name, () => assert.deepEqual(found(labels), expected));
  }

  it('score the mean of their words', () => {
    const [entity] = decodeEntities(words('O B-PER I-PER'));
    assert.ok(Math.abs(entity!.score - 0.25) < 1e-12);
    assert.equal(entity!.words, 2);
  });

  it('are counted by text and type', () => {
    const entity = (text: string, type: string, score: number) => ({ text, type, score });
    assert.deepEqual(
      entityCounts([
        entity('Oxford', 'LOC', 0.5),
        entity('Oxford', 'ORG', 0.9),
        entity('Oxford', 'ORG', 0.7),
      ]),
      [
        { text: 'Oxford', type: 'ORG', count: 2, mean: 0.8 },
        { text: 'Oxford', type: 'LOC', count: 1, mean: 0.5 },
      ],
    );
  });
});
