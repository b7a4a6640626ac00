import assert from 'node:assert/strict';
import { readManifest } from '../../../src/common/packs/readManifest';
import { manifestOf } from './support';

describe('the manifest of a pack', () => {
  const { manifest } = manifestOf({ 'config.json': '{}', 'onnx/model.onnx': 'x' });
  const model = manifest.models[0]!;
  const [first] = model.files;
  const withModel = (change: object): unknown => ({
    ...manifest,
    models: [{ ...model, ...change }],
  });
  const problemOf = (json: unknown): string | undefined => {
    const read = readManifest(json);
    return 'problem' in read ? read.problem : undefined;
  };

  it('is read when all of it is right', () => {
    assert.deepEqual(readManifest(manifest), { manifest });
    const labelling = { labels: ['a', 'b'], labelsNamed: true, activation: 'softmax' };
    const hub = { repo: 'Xenova/x', commit: 'a'.repeat(40) };
    const rest = { task: 'text-classification', source: 'hub', maskToken: null, hub, labelling };
    assert.equal(problemOf(withModel(rest)), undefined);
    const shape = { layers: 2, heads: 2, keyValueHeads: 2, headWidth: 8, vocabulary: 300 };
    const branch = { ...hub, revision: 'refs/pr/1' };
    assert.equal(problemOf(withModel({ ...rest, shape, hub: branch })), undefined);
  });

  it('is not taken for one when it is of something else', () => {
    for (const json of [null, [], 'x', {}, { format: 'zip', version: 1 }, { version: 1 }]) {
      assert.equal(problemOf(json), 'noManifest');
    }
  });

  it('of a newer version is called that, whatever stands in it', () => {
    assert.deepEqual(readManifest({ format: 'tokenscope-pack', version: 2 }), {
      problem: 'newer',
      detail: '2',
    });
  });

  const wrong: Readonly<Record<string, unknown>> = {
    'no models': { ...manifest, models: undefined },
    'a model that is no object': { ...manifest, models: ['bert'] },
    'another task': withModel({ task: 'translation' }),
    'an id that cannot be seen': withModel({ id: 'a\u202eb' }),
    'an empty id': withModel({ id: '' }),
    'another precision': withModel({ precision: 'q3' }),
    'no context': withModel({ contextLength: 0 }),
    'a folder with a path': withModel({ folder: 'a/b' }),
    'a hash of another kind': withModel({ files: [{ ...first, sha256: 'abc' }] }),
    'a negative size': withModel({ files: [{ ...first, bytes: -1 }] }),
    'a size that is no whole number': withModel({ files: [{ ...first, bytes: 1.5 }] }),
    'a file to load that is not in it': withModel({ taskFiles: ['elsewhere.json'] }),
    'nothing to load': withModel({ taskFiles: [] }),
    'a graph that is not in it': withModel({ graphs: { ner: ['onnx/ner.onnx'] } }),
    'a graph of another name': withModel({ graphs: { constructor: [] } }),
    'a commit of another kind': withModel({ hub: { repo: 'a/b', commit: 'main' } }),
    'a revision that leads elsewhere': withModel({
      hub: { repo: 'a/b', commit: 'a'.repeat(40), revision: '../x' },
    }),
    'a shape without heads': withModel({ shape: { layers: 2, headWidth: 8, vocabulary: 300 } }),
    'labels that are no list': withModel({ labelling: { labels: 'ab', labelsNamed: true } }),
    'two versions of one file': {
      ...manifest,
      models: [model, { ...model, files: [{ ...first, bytes: 7 }, ...model.files.slice(1)] }],
    },
  };
  for (const [what, json] of Object.entries(wrong)) {
    it(`is refused with ${what}`, () => assert.equal(problemOf(json), 'badManifest'));
  }

  for (const path of [
    '../x',
    '/x',
    'C:/x',
    'a\\b',
    'a//b',
    './x',
    'nul',
    'a/COM1.txt',
    'x.',
    'a\u0000',
  ]) {
    it(`is refused with the path ${JSON.stringify(path)}`, () => {
      const files = [{ ...first, path }];
      const json = withModel({ files, taskFiles: [path] });
      assert.equal(problemOf(json), 'unsafeName');
      assert.equal(problemOf(withModel({ extras: files })), 'unsafeName');
    });
  }
});
