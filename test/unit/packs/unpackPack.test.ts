import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { unpackPack } from '../../../src/workers/packs/unpackPack';
import type { UnpackedPart } from '../../../src/common/protocol/packs/packs';
import {
  failure,
  filesBelow,
  layOutModel,
  manifestOf,
  modelFiles,
  never,
  pack,
  refuses,
  silent,
  temporaryFolder,
  writeZip,
} from './support';

describe('unpacking a pack', () => {
  const at = temporaryFolder();
  const part = 'models/tiny-bert';
  let file: string;
  let count = 0;
  let into: string;

  before(async () => {
    file = at('good.pack');
    await pack(file, layOutModel(at('model')));
  });
  beforeEach(() => {
    into = at(`storage${++count}`, 'models');
  });
  const unpack = (pack = file, folders = [part]): Promise<UnpackedPart[]> =>
    unpackPack({ file: pack, parts: folders.map((folder) => ({ folder, into })) }, never, silent);
  const leavesNothing = (): void => assert.deepEqual(existsSync(into) ? readdirSync(into) : [], []);

  it('writes every file as it was, into a new folder', async () => {
    const [unpacked] = await unpack();
    assert.ok(unpacked?.fresh);
    assert.match(path.basename(unpacked.folder), /^tiny-bert-[0-9a-f]{12}$/);
    assert.deepEqual(filesBelow(unpacked.folder), [...Object.keys(modelFiles), 'README.md'].sort());
    for (const [name, bytes] of Object.entries(modelFiles)) {
      assert.ok(readFileSync(path.join(unpacked.folder, name)).equals(bytes), name);
    }
    assert.deepEqual(readdirSync(into), [path.basename(unpacked.folder)]);
  });

  it('uses what is there already', async () => {
    const [first] = await unpack();
    const marker = path.join(first!.folder, 'seen');
    writeFileSync(marker, '');
    assert.deepEqual(await unpack(), [{ folder: first!.folder, fresh: false }]);
    assert.ok(existsSync(marker));
  });

  it('makes good what is there and not whole', async () => {
    const [first] = await unpack();
    writeFileSync(path.join(first!.folder, 'config.json'), '{}');
    rmSync(path.join(first!.folder, 'tokenizer.json'));
    assert.deepEqual(await unpack(), [{ folder: first!.folder, fresh: true }]);
    const config = readFileSync(path.join(first!.folder, 'config.json'));
    assert.ok(config.equals(modelFiles['config.json']!));
  });

  it('gives other files of the same name another folder', async () => {
    const model = layOutModel(at('other model'));
    writeFileSync(at('other model', 'README.md'), '# Another card');
    await pack(at('other.pack'), model);
    const [one] = await unpack();
    const [two] = await unpack(at('other.pack'));
    assert.notEqual(one!.folder, two!.folder);
    assert.equal(readdirSync(into).length, 2);
  });

  it('reports the share done, up to all of it', async () => {
    const shares: number[] = [];
    const parts = [{ folder: part, into }];
    await unpackPack({ file, parts }, never, (share) => shares.push(share));
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });

  it('refuses a file whose hash is wrong, and leaves nothing of all parts', async () => {
    const { entries } = manifestOf({ 'config.json': '{}', 'model.onnx': 'weights' });
    const changed = entries.map((entry) =>
      entry.name.endsWith('.onnx') ? { ...entry, bytes: 'Weights' } : entry,
    );
    const bad = await writeZip(at('hash.pack'), changed);
    await refuses(unpack(bad, ['models/m']), 'hash', 'models/m/model.onnx');
    leavesNothing();
  });

  it('takes back the parts before one that is wrong', async () => {
    const models = [layOutModel(at('a'), { id: 'a' }), layOutModel(at('b'), { id: 'b' })];
    await pack(at('both.pack'), ...models);
    const bytes = readFileSync(at('both.pack'));
    bytes[bytes.lastIndexOf('weights')]! ^= 1;
    writeFileSync(at('both.pack'), bytes);
    await refuses(unpack(at('both.pack'), ['models/a', 'models/b']), 'hash');
    leavesNothing();
  });

  it('refuses compressed bytes that are no such bytes', async () => {
    const bytes = readFileSync(file);
    const name = Buffer.from(`${part}/tokenizer.json`);
    bytes.fill(0xff, bytes.indexOf(name) + name.length, bytes.indexOf(name) + name.length + 8);
    writeFileSync(at('inflate.pack'), bytes);
    await refuses(unpack(at('inflate.pack')), 'damaged');
    leavesNothing();
  });

  it('refuses a file that unpacks to more than it says', async () => {
    const { entries } = manifestOf({ 'a.json': 'a'.repeat(5_000) });
    const lying = await writeZip(
      at('lying.pack'),
      entries.map((entry) => ({ ...entry, options: { compress: entry.name.endsWith('a.json') } })),
      (zip) => {
        const edited = Buffer.from(zip);
        edited.writeUInt32LE(4_000, edited.lastIndexOf('models/m/a.json') - 46 + 24);
        const said = Buffer.from('"bytes":5000');
        Buffer.from('"bytes":4000').copy(edited, edited.indexOf(said));
        return edited;
      },
    );
    await refuses(unpack(lying, ['models/m']), 'damaged');
    leavesNothing();
  });

  it('says how much room it needs before it writes', async () => {
    const parts = [{ folder: part, into }];
    const work = unpackPack({ file, parts }, never, silent, () => Promise.resolve(50_000_000));
    const needed = Object.values(modelFiles).reduce((sum, { length }) => sum + length, 8);
    const room = { needed, free: 50_000_000 };
    assert.deepEqual(await failure(work, 'PackNoRoom'), { folder: into, room });
    leavesNothing();
  });

  it('needs no room for what is there', async () => {
    await unpack();
    const parts = [{ folder: part, into }];
    await unpackPack({ file, parts }, never, silent, () => Promise.resolve(0));
  });

  it('unpacks where the system does not say how much room there is', async () => {
    const parts = [{ folder: part, into }];
    const [unpacked] = await unpackPack({ file, parts }, never, silent, () =>
      Promise.resolve(null),
    );
    assert.ok(unpacked?.fresh);
  });

  it('says that it cannot write there', async () => {
    mkdirSync(path.dirname(into), { recursive: true });
    writeFileSync(into, 'a file in the place of the folder');
    const { folder, reason } = await failure(unpack(), 'PackNotStored');
    assert.deepEqual({ folder, reason }, { folder: into, reason: 'EEXIST' });
  });

  it('stops in the middle and leaves nothing', async () => {
    const source = new CancellationTokenSource();
    const parts = [{ folder: part, into }];
    const work = unpackPack({ file, parts }, source.token, () => source.cancel());
    await failure(work, 'Cancelled');
    leavesNothing();
  });

  it('sweeps away what a killed import left, and nothing that may be in use', async () => {
    const long = new Date(Date.now() - 3_600_000);
    const dead = '.incoming-99999999-x';
    const alive = `.incoming-${process.pid}-x`;
    const young = '.incoming-99999998-x';
    for (const name of [dead, alive, young]) {
      mkdirSync(path.join(into, name), { recursive: true });
    }
    utimesSync(path.join(into, dead), long, long);
    utimesSync(path.join(into, alive), long, long);
    await unpack();
    const left = readdirSync(into).filter((name) => name.startsWith('.'));
    assert.deepEqual(left.sort(), [alive, young].sort());
  });
});
