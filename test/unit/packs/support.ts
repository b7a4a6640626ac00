import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { ZipFile, type Options } from 'yazl';
import { TokenscopeError, type ErrorArguments, type ErrorCode } from '../../../src/common/errors';
import { manifestName, type PackManifest } from '../../../src/common/packs/packManifest';
import type { PackProblem } from '../../../src/common/packs/packProblem';
import type { PackedModel, WrittenPack } from '../../../src/common/protocol/packs/packs';
import { writePack } from '../../../src/workers/packs/writePack';

export const never = new CancellationTokenSource().token;
export const silent = (): void => undefined;

/** A folder that is deleted after the tests of the block that calls this. */
export function temporaryFolder(): (...names: string[]) => string {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope packs ü-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return (...names) => path.join(folder, ...names);
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Paths of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

/** What lies in the folder of {@link layOutModel}; the weights are of no use but to be copied. */
export const modelFiles: Readonly<Record<string, Buffer>> = {
  'config.json': Buffer.from('{"architectures":["BertForMaskedLM"]}'),
  'tokenizer.json': Buffer.from(`{"model":"${'word '.repeat(400)}"}`),
  'onnx/model.onnx': Buffer.from([0x08, 0x08]),
  'onnx/model.onnx_data': Buffer.alloc(300_000, 'weights'),
};

/** Writes the files of a model that nobody could run, and says what a registry would know of it. */
export function layOutModel(folder: string, about: Partial<PackedModel> = {}): PackedModel {
  for (const [name, bytes] of Object.entries(modelFiles)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(path.join(folder, 'README.md'), '# A card');
  return {
    id: 'tiny bert',
    name: 'tiny bert',
    task: 'fill-mask',
    architecture: 'BertForMaskedLM',
    tokenizer: '',
    maskToken: '[MASK]',
    precision: 'fp32',
    revision: sha256(modelFiles['onnx/model.onnx_data']!),
    licence: 'unknown',
    contextLength: 512,
    source: 'folder',
    folder,
    files: Object.entries(modelFiles).map(([name, bytes]) => ({
      path: name,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    taskFiles: Object.keys(modelFiles),
    graphs: {},
    ...about,
  };
}

/** Packs models. */
export function pack(file: string, ...models: PackedModel[]): Promise<WrittenPack> {
  const params = { file, tokenscope: '0.1.0', models, tokenizers: [] };
  return writePack(params, never, silent);
}

/** One file of a zip, as the library takes it. */
export interface RawEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly options?: Partial<Options>;
}

/** Writes any zip. @param edit changes its bytes before they are written. */
export async function writeZip(
  file: string,
  entries: readonly RawEntry[],
  edit: (zip: Buffer) => Buffer = (zip) => zip,
): Promise<string> {
  const zip = new ZipFile();
  for (const { name, bytes, options } of entries) {
    zip.addBuffer(Buffer.from(bytes), name, { compress: false, ...options });
  }
  zip.end();
  const stream = createWriteStream(file);
  stream.end(edit(await buffer(zip.outputStream)));
  await once(stream, 'close');
  return file;
}

/** A manifest of one model with these files, and the entries of a zip that fits it. */
export function manifestOf(files: Readonly<Record<string, Buffer | string>>): {
  manifest: PackManifest;
  entries: RawEntry[];
} {
  const list = Object.entries(files).map(([name, bytes]) => ({
    path: name,
    bytes: Buffer.byteLength(bytes),
    sha256: sha256(bytes),
  }));
  const manifest: PackManifest = {
    format: 'tokenscope-pack',
    version: 1,
    tokenscope: '0.1.0',
    models: [
      {
        ...{ id: 'm', name: 'm', task: 'fill-mask', architecture: 'BertForMaskedLM' },
        ...{ tokenizer: '', maskToken: '[MASK]', precision: 'fp32', revision: 'r' },
        ...{ licence: 'MIT', contextLength: 512, source: 'folder', folder: 'm', graphs: {} },
        ...{ files: list, extras: [], taskFiles: list.map((each) => each.path) },
      },
    ],
    tokenizers: [],
  };
  const entries = Object.entries(files).map(([name, bytes]) => ({
    name: `models/m/${name}`,
    bytes,
  }));
  return {
    manifest,
    entries: [{ name: manifestName, bytes: JSON.stringify(manifest) }, ...entries],
  };
}

/** Asserts that something is refused, and why. */
export async function refuses(
  work: Promise<unknown>,
  problem: PackProblem,
  detail?: string,
): Promise<void> {
  const { problem: found, detail: told } = await failure(work, 'PackRefused');
  assert.deepEqual(
    { problem: found, ...(detail !== undefined && { detail: told }) },
    { problem, ...(detail !== undefined && { detail }) },
  );
}

/** The arguments of the error that something fails with. */
export async function failure<C extends ErrorCode>(
  work: Promise<unknown>,
  code: C,
): Promise<ErrorArguments[C]> {
  const error: unknown = await work.then(
    () => assert.fail(`expected ${code}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TokenscopeError, String(error));
  assert.equal(error.code, code, error.message);
  return error.args as ErrorArguments[C];
}
