import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { withPack } from '../../../src/workers/packs/openPack';
import {
  layOutModel,
  manifestOf,
  pack,
  refuses,
  temporaryFolder,
  writeZip,
  type RawEntry,
} from './support';

describe('opening a pack', () => {
  const at = temporaryFolder();
  const open = (file: string): Promise<string[]> =>
    withPack(file, ({ files }) => Promise.resolve([...files.keys()]));
  const { manifest, entries } = manifestOf({ 'config.json': '{}', 'onnx/model.onnx': 'weights' });
  const [head, ...rest] = entries;
  let count = 0;
  /** Refuses a zip of the usual entries and more, edited. */
  const refusesZip = async (
    problem: Parameters<typeof refuses>[1],
    all: readonly RawEntry[],
    edit?: (zip: Buffer) => Buffer,
    detail?: string,
  ): Promise<void> => {
    const file = await writeZip(at(`${++count}.pack`), all, edit);
    await refuses(open(file), problem, detail);
  };
  /** Puts other bytes of the same length in the place of a name, wherever it stands. */
  const renamed =
    (from: string, to: string | Buffer) =>
    (zip: Buffer): Buffer => {
      const target = Buffer.from(to);
      assert.equal(target.length, Buffer.byteLength(from));
      const edited = Buffer.from(zip);
      for (let place = edited.indexOf(from); place >= 0; place = edited.indexOf(from, place + 1)) {
        target.copy(edited, place);
      }
      return edited;
    };
  /** Changes bytes of the entry's record in the central directory; they begin at `offset` of it. */
  const inDirectory =
    (name: string, offset: number, bytes: readonly number[]) =>
    (zip: Buffer): Buffer => {
      const edited = Buffer.from(zip);
      const record = edited.lastIndexOf(name) - 46;
      assert.equal(edited.readUInt32LE(record), 0x02014b50);
      Buffer.from(bytes).copy(edited, record + offset);
      return edited;
    };

  it('gives the files that its manifest names', async () => {
    const file = await writeZip(at('good.pack'), entries);
    assert.deepEqual(await open(file), ['models/m/config.json', 'models/m/onnx/model.onnx']);
  });

  it('takes a pack that another program zipped: compressed, with folders, in ZIP64', async () => {
    const options = { compress: true, forceZip64Format: true };
    const folder = { name: 'models/m/folder', bytes: '' };
    const file = await writeZip(
      at('foreign.pack'),
      [...rest, folder, head!].map((entry) => ({ ...entry, options })),
      renamed('models/m/folder', 'models/m/fold1/'),
    );
    assert.equal((await open(file)).length, 2);
  });

  describe('refuses', () => {
    it('a file that is not there, and a folder', async () => {
      mkdirSync(at('folder.pack'));
      await refuses(open(at('none.pack')), 'missing');
      await refuses(open(at('folder.pack')), 'notZip');
    });

    it('files of other kinds, and an empty one', async () => {
      for (const bytes of ['', 'PK', 'hello', '\u0000'.repeat(100), '%PDF-1.7'.padEnd(70_000)]) {
        writeFileSync(at('other.pack'), bytes);
        await refuses(open(at('other.pack')), 'notZip');
      }
    });

    it('a pack that was cut off, wherever', async () => {
      await pack(at('whole.pack'), layOutModel(at('model')));
      const bytes = readFileSync(at('whole.pack'));
      for (const length of [40, 1_000, bytes.length - 100_000, bytes.length - 1]) {
        writeFileSync(at('cut.pack'), bytes);
        truncateSync(at('cut.pack'), length);
        await refuses(open(at('cut.pack')), 'truncated');
      }
    });

    it('a pack whose directory is broken', () =>
      refusesZip('damaged', entries, inDirectory('models/m/config.json', 0, [0, 0, 0, 0])));

    it('a pack whose beginning was cut away', () =>
      refusesZip('damaged', entries, (zip) => zip.subarray(20)));

    it('a zip without manifest, and one of another program', async () => {
      await refusesZip('noManifest', rest);
      await refusesZip('noManifest', [{ name: 'manifest.json', bytes: '{"name":"an app"}' }]);
    });

    it('a manifest that is no JSON, no UTF-8, or absurdly large', async () => {
      const other = (bytes: Buffer | string): RawEntry[] => [{ name: 'manifest.json', bytes }];
      await refusesZip('badManifest', other('{'));
      await refusesZip('badManifest', other(Buffer.from([0x22, 0xff, 0x22])));
      await refusesZip('manifestTooLarge', other(Buffer.alloc(4_000_001, ' ')));
    });

    it('a pack of a newer version', () =>
      refusesZip('newer', [
        { name: 'manifest.json', bytes: JSON.stringify({ ...manifest, version: 9 }) },
        ...rest,
      ]));

    it('a file that the manifest does not name', () =>
      refusesZip(
        'extra',
        [...entries, { name: 'models/m/run.sh', bytes: 'x' }],
        undefined,
        'models/m/run.sh',
      ));

    it('a pack that lacks a file', () =>
      refusesZip('absent', entries.slice(0, -1), undefined, 'models/m/onnx/model.onnx'));

    it('a file of another size than the manifest says', () =>
      refusesZip('size', [head!, rest[0]!, { ...rest[1]!, bytes: 'weight' }]));

    const names: Readonly<Record<string, string | Buffer>> = {
      'a path that leads out': '../../../../evil.txt',
      'a path that leads out in its middle': 'models/../../ev1.txt',
      'an absolute path': '/models/mm/evil1.txt',
      'a drive letter': 'C:/models/m/evil.txt',
      'a path of Windows': 'models\\..\\..\\ev1.txt',
      'a share of Windows': '\\\\host\\share\\ev1.txt',
      'a device name': 'models/m/nul.abcdtxt',
      'a stream of a file': 'models/m/evil.txt:a1',
      'a name that ends with a dot': 'models/m/evil12.txt.',
      'an invisible character': 'models/m/ev\u202e12.txt',
      'a zero byte': 'models/m/evil\u0000.txt12',
      'a name that is no UTF-8': Buffer.from('models/m/evil\xff.txt12', 'latin1'),
    };
    const placeholder = 'models/m/evil123.txt';
    for (const [what, name] of Object.entries(names)) {
      it(what, () =>
        refusesZip(
          'unsafeName',
          [...entries, { name: placeholder, bytes: 'x' }],
          renamed(placeholder, name),
        ),
      );
    }

    it('a folder that leads out', () =>
      refusesZip(
        'unsafeName',
        [...entries, { name: placeholder, bytes: '' }],
        renamed(placeholder, '../../../../../evil/'),
      ));

    it('links and other special files', async () => {
      for (const mode of [0o120777, 0o060644, 0o020644, 0o010644, 0o140644]) {
        const name = 'models/m/link';
        await refusesZip(
          'link',
          [...entries, { name, bytes: '/etc', options: { mode } }],
          undefined,
          name,
        );
      }
    });

    it('two files of one name, also for file systems that ignore case or accents', async () => {
      for (const name of ['models/m/config.json', 'models/m/CONFIG.json', 'Models/M/Config.JSON']) {
        await refusesZip('twice', [...entries, { name, bytes: '{}' }], undefined, name);
      }
      const accents = ['\u00e9', 'e\u0301'].map((name) => ({ name, bytes: '' }));
      await refusesZip('twice', [...entries, ...accents]);
    });

    it('a file that lies in a file', () =>
      refusesZip('twice', [...entries, { name: 'models/m/config.json/x', bytes: '' }]));

    it('a file with a password', () => {
      const name = 'models/m/config.json';
      // Encryption puts 12 bytes before those of the file.
      const longer = inDirectory(name, 20, [14]);
      const flagged = inDirectory(name, 8, [1]);
      return refusesZip('encrypted', entries, (zip) => flagged(longer(zip)));
    });

    it('a way of compressing that Tokenscope does not know', () =>
      refusesZip('damaged', entries, inDirectory('models/m/config.json', 10, [93, 0])));

    it('a file that unpacks to far more than it is', () =>
      refusesZip('bomb', [
        ...entries,
        { name: 'models/m/zeros', bytes: Buffer.alloc(30_000_000), options: { compress: true } },
      ]));

    it('entries that share their bytes', async () => {
      const shared = 'models/m/onnx/model.onnx';
      const size = [255, 255, 0, 0, 255, 255, 0, 0];
      await refusesZip('bomb', entries, inDirectory(shared, 20, size));
    });

    it('more files than any pack has', () =>
      refusesZip(
        'tooMany',
        Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, bytes: '' })),
      ));
  });
});
