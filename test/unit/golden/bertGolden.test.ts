import assert from 'node:assert/strict';
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { bundledModels } from '../../../src/common/models/modelCatalog';
import { bundledModel } from '../../support/modelProcess';
import { logSoftmax, rankOf, RawBert, rowAt } from '../model/rawBert';
import { readBertGolden } from './bertGolden';

/** What kernels of another processor were seen to move ln p by, at most. */
const tolerance = 0.3;
/** The same of P(is next): 0.005 was seen. */
const nextTolerance = 0.03;

function near(actual: number, expected: number, within: number, what: string): void {
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= within, `${what}: ${actual} against ${expected}`);
}

describe('reference numbers of BERT', function () {
  this.timeout(60_000);
  const golden = readBertGolden();

  it('are of the bundled files', () => {
    for (const [file, sha256] of Object.entries(golden.machine.sha256)) {
      const model = bundledModels.find(({ id }) => file.startsWith(`models/${id}/`));
      const known = model?.files.find((each) => file === `models/${model.id}/${each.path}`);
      assert.equal(known?.sha256, sha256, file);
    }
  });

  it('have the ids of the tokenizer, and masks where they are', async () => {
    const { folder } = bundledModel('bert-base-uncased');
    const tokenizer = Tokenizer.fromFile(path.join(folder, 'tokenizer.json'));
    assert.equal(golden.sentences.length, 20);
    for (const { text, ids, masks } of golden.sentences) {
      assert.deepEqual((await tokenizer.encode(text)).getIds(), ids);
      for (const mask of masks) {
        const codePoints = Array.from(text).slice(mask.cp_start, mask.cp_end);
        assert.equal(codePoints.join(''), '[MASK]');
      }
    }
  });

  it('are what plain onnxruntime gives here for masks', async () => {
    const bert = await RawBert.open('model_q4.onnx');
    for (const { text, ids, masks } of golden.sentences) {
      const logits = (await bert.run(ids))('logits');
      for (const { position, top, targets } of masks) {
        const row = rowAt(logits, position);
        const logProbs = logSoftmax(row);
        for (const { id, token, log_prob } of top) {
          near(logProbs[id]!, log_prob, tolerance, `${token} in ${text}`);
        }
        for (const { word, ids: pieces, log_prob, rank } of targets) {
          if (log_prob === undefined) continue;
          near(logProbs[pieces[0]!]!, log_prob, tolerance, `${word} in ${text}`);
          near(Math.log(rankOf(row, pieces[0]!)), Math.log(rank!), 1, `rank of ${word} in ${text}`);
        }
      }
    }
    await bert.release();
  });

  it('are what plain onnxruntime gives here for next sentences', async () => {
    const bert = await RawBert.open('model_inspect_q4.onnx');
    const pairs = golden.next_sentence.flatMap(({ forward, reversed }) => [forward, reversed]);
    for (const { ids, type_ids, p_is_next } of pairs) {
      const { data } = (await bert.run(ids, type_ids))('seq_relationship_logits');
      near(
        Math.exp(logSoftmax(data)[0]!),
        p_is_next,
        nextTolerance,
        `P(is next) of ${ids.join(' ')}`,
      );
    }
    await bert.release();
  });
});
