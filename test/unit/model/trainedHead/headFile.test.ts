import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTokenscopeError, type ErrorArguments } from '../../../../src/common/errors';
import type { Provenance } from '../../../../src/common/exports/provenance';
import { defaultHeadSettings } from '../../../../src/common/trainedHead/limits';
import { parseHead, serialiseHead } from '../../../../src/workers/model/trainedHead/headFile';
import { train } from '../../../../src/workers/model/trainedHead/train';
import { toFittedHead } from '../../../../src/workers/model/trainedHead/trainHead';
import {
  predictor,
  type HeadEncoder,
  type TrainedHead,
} from '../../../../src/workers/model/trainedHead/trainedHead';

const encoder: HeadEncoder = {
  id: 'bert-base-uncased',
  revision: '278148beb0a3f93c62efd32775dbff710add4fba251599285cbbf3c624e09462',
  precision: 'q4',
  pooling: 'mean of the last hidden states',
  width: 3,
};

const provenance: Provenance = {
  created: '2025-01-01T00:00:00Z',
  run_id: 'a',
  versions: { tokenscope: '0.1.0' },
  models: [],
  threads: null,
  batch_size: null,
  settings: {},
  seeds: [0],
  input_sha256: [],
  probe_sha256: null,
  warnings: [],
  bibtex: '',
};

/** @param labels of the rows, repeated over four rounds. */
function trained(labels: readonly string[]): TrainedHead {
  const rounds = Array.from({ length: 4 }, () => labels).flat();
  const values = Float32Array.from({ length: rounds.length * 3 }, (_, at) => Math.sin(at * at));
  const vectors = { rows: rounds.length, width: 3, values };
  const training = train(
    { vectors, labels: rounds, groups: null },
    defaultHeadSettings,
    () => undefined,
  );
  return { ...toFittedHead(training, defaultHeadSettings), encoder, provenance };
}

function refuses(
  text: string,
  problem: ErrorArguments['HeadFileRefused']['problem'],
  given = encoder,
): void {
  assert.throws(
    () => parseHead('a.json', text, given),
    (error) => {
      assert.ok(isTokenscopeError(error, 'HeadFileRefused'));
      assert.deepEqual(error.args, { file: 'a.json', problem });
      return true;
    },
  );
}

/** The file's content, changed. */
function changed(
  change: (head: Record<string, unknown>) => void,
  head = trained(['a', 'b', 'c']),
): string {
  const content = JSON.parse(serialiseHead(head)) as { head: Record<string, unknown> };
  change(content.head);
  return JSON.stringify(content);
}

describe('the file of a trained head', () => {
  it('holds all of it: the same predictions come from it', () => {
    for (const labels of [
      ['a', 'b'],
      ['x', 'y', 'ü "z"\n'],
    ]) {
      const head = trained(labels);
      const read = parseHead('a.json', `\ufeff${serialiseHead(head)}`, encoder);
      assert.deepEqual(read, head);
      const vector = Float32Array.of(0.3, -2, 1);
      assert.deepEqual(predictor(read)(vector), predictor(head)(vector));
    }
  });

  it('says what it is, and how it came about', () => {
    const content = JSON.parse(serialiseHead(trained(['a', 'b']))) as Record<string, unknown>;
    assert.match(String(content['description']), /^Frozen encoder, trained head/);
    assert.deepEqual((content['head'] as TrainedHead).provenance, provenance);
  });

  it('is refused when it is cut off anywhere', () => {
    const text = serialiseHead(trained(['a', 'b'])).trimEnd();
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => refuses(text.slice(0, length), 'notJson')),
      { numRuns: 50 },
    );
  });

  it('is refused when it is something else', () => {
    for (const text of ['null', '[]', '{}', '"head"', '{"format":"tokenscope","version":1}']) {
      refuses(text, 'foreign');
    }
    const head = serialiseHead(trained(['a', 'b']));
    refuses(head.replace('"version":1', '"version":2'), 'newer');
    refuses(head.replace('"version":1', '"version":"1"'), 'damaged');
  });

  it('is refused when any part is missing', () => {
    const whole = trained(['a', 'b', 'c']);
    for (const name of Object.keys(whole)) {
      refuses(
        changed((head) => (head[name] = undefined), whole),
        'damaged',
      );
    }
    for (const name of Object.keys(whole.evaluation)) {
      const text = changed(
        (head) => ((head['evaluation'] as Record<string, unknown>)[name] = undefined),
      );
      refuses(text, 'damaged');
    }
  });

  it('is refused when numbers are wrong in kind or count', () => {
    const { weights, bias, labels, standardisation } = trained(['a', 'b', 'c']);
    const wrong: Record<string, unknown>[] = [
      { weights: weights.slice(1) },
      { weights: [...weights.slice(1), [1, 2]] },
      { weights: [...weights.slice(1), [1, 2, null]] },
      { weights: [...weights.slice(1), [1, 2, '3']] },
      { bias: bias.slice(1) },
      { labels: labels.slice(1) },
      { labels: ['a', 'a', 'b'] },
      { standardisation: { ...standardisation, scale: [1, 0, 1] } },
      { standardisation: { ...standardisation, mean: [1, 2] } },
      { settings: { c: 0, folds: 5, seed: 0, standardise: true } },
      { settings: { c: 1, folds: 5, seed: 0 } },
    ];
    for (const part of wrong) {
      refuses(
        changed((head) => Object.assign(head, part)),
        'damaged',
      );
    }
  });

  it('is refused for another encoder', () => {
    const text = serialiseHead(trained(['a', 'b']));
    refuses(text, 'width', { ...encoder, width: 768 });
    for (const other of [
      { id: 'distilbert' },
      { revision: 'main' },
      { precision: 'fp32' },
      { pooling: 'CLS' },
    ]) {
      assert.throws(
        () => parseHead('a.json', text, { ...encoder, ...other }),
        (error) => {
          assert.ok(isTokenscopeError(error, 'HeadForOtherEncoder'));
          assert.match(error.args.trainedOn, /^bert-base-uncased \(q4, 278148beb0a3, /);
          assert.ok(error.args.given.includes(Object.values(other)[0]!));
          return true;
        },
      );
    }
  });

  it('is applied to vectors of its width only', () => {
    const predict = predictor(trained(['a', 'b']));
    assert.throws(() => predict(Float32Array.of(1, 2)), { code: 'Internal' });
  });
});
