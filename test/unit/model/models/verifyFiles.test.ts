import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rmSync, truncateSync, utimesSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TokenscopeError } from '../../../../src/common/errors';
import type { ModelRef } from '../../../../src/common/protocol/model/models';
import { verifyFiles } from '../../../../src/workers/model/models/verifyFiles';
import { bundledModel } from '../../../support/modelProcess';
import { writeModelFolder, type TinyModel } from '../../../support/tinyModels/modelFolder';

describe('verifyFiles', () => {
  let tiny: TinyModel;

  beforeEach(() => {
    tiny = writeModelFolder('verify', 'fill-mask', 8, {
      'config.json': { a: 1 },
      'onnx/model.onnx': Uint8Array.from({ length: 5000 }, (_, index) => index),
    });
  });
  afterEach(() => tiny.dispose());

  async function fails(ref: ModelRef, code: string, file: string): Promise<void> {
    await assert.rejects(verifyFiles(ref), (error) => {
      assert.ok(error instanceof TokenscopeError);
      assert.equal(error.code, code);
      assert.equal((error.args as { file: string }).file, path.join(ref.folder, file));
      return true;
    });
  }

  it('takes files that are as described', async () => {
    await verifyFiles(tiny.ref);
    await verifyFiles(tiny.ref);
  });

  it('names a missing file', async () => {
    rmSync(path.join(tiny.ref.folder, 'onnx', 'model.onnx'));
    await fails(tiny.ref, 'FileMissing', path.join('onnx', 'model.onnx'));
  });

  it('names a missing folder by its first file', async () => {
    tiny.dispose();
    await fails(tiny.ref, 'FileMissing', 'config.json');
  });

  it('names a truncated file', async () => {
    truncateSync(path.join(tiny.ref.folder, 'onnx', 'model.onnx'), 100);
    await fails(tiny.ref, 'FileCorrupt', path.join('onnx', 'model.onnx'));
  });

  it('names a file of other contents, also when it was fine before', async () => {
    await verifyFiles(tiny.ref);
    const file = path.join(tiny.ref.folder, 'onnx', 'model.onnx');
    const bytes = readFileSync(file);
    bytes[4321]! ^= 1;
    writeFileSync(file, bytes);
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    await fails(tiny.ref, 'FileCorrupt', path.join('onnx', 'model.onnx'));
  });

  it('checks the bundled 74 MB in little more time than hashing them takes', async () => {
    const bert = bundledModel('bert-base-uncased');
    let began = performance.now();
    for (const file of bert.files) {
      createHash('sha256')
        .update(readFileSync(path.join(bert.folder, file.path)))
        .digest();
    }
    const hashing = performance.now() - began;
    began = performance.now();
    await verifyFiles(bert);
    assert.ok(performance.now() - began < 3 * hashing, `hashing alone takes ${hashing} ms`);
  });
});
