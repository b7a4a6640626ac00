import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import type { CancellationToken } from 'vscode-jsonrpc';
import { ZipFile } from 'yazl';
import { TokenscopeError } from '../../common/errors';
import { bytesOf, manifestName, packFiles } from '../../common/packs/packManifest';
import type { ModelFile } from '../../common/protocol/model/models';
import type { WritePackParams, WrittenPack } from '../../common/protocol/packs/packs';
import { writeFileWhole } from '../exports/wholeFile';
import { hashedStream } from './hashedStream';
import { packContents } from './packContents';
import { shareDone } from '../files/shareDone';

/** The same models give the same file, whenever and wherever they are packed. */
const entryOptions = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** Weights do not get smaller, and text does. */
const textFile = /\.(json|md|txt)$/;

/** Answers `packs/write`. */
export async function writePack(
  params: WritePackParams,
  token: CancellationToken,
  report: (share: number) => void,
): Promise<WrittenPack> {
  const { manifest, sources } = await packContents(params);
  const files = packFiles(manifest);
  if (files === null) {
    throw new TokenscopeError('Internal', { reason: 'one folder has two versions of a file' });
  }
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error: Error) => output.destroy(error));
  const onBytes = shareDone(bytesOf(files.values()), report);
  let open: ReadStream | undefined;
  // A pack that is given up leaves no file open.
  output.once('close', () => open?.destroy());
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), manifestName, entryOptions);
  for (const [name, file] of files) {
    const options = { ...entryOptions, compress: textFile.test(name), size: file.bytes };
    zip.addReadStreamLazy(name, options, (take) => {
      open = createReadStream(sourceOf(name, sources), { highWaterMark: 1 << 20 });
      take(null, checked(open, file, output, onBytes));
    });
  }
  zip.end();
  const written = await writeFileWhole(params.file, untilCancelled(output, token));
  await written.keep();
  return { bytes: (await stat(params.file)).size, files: files.size };
}

/** Absolute path of a file of the pack. */
function sourceOf(name: string, sources: ReadonlyMap<string, string>): string {
  const [parent = '', folder = '', ...below] = name.split('/');
  const source = sources.get(`${parent}/${folder}`) ?? '';
  // The source of a tokenizer is its file, whatever that is called.
  return parent === 'tokenizers' ? source : path.join(source, ...below);
}

/** The same bytes, held against what is known of the file; `output` ends with what goes wrong. */
function checked(
  source: ReadStream,
  file: ModelFile,
  output: Readable,
  onBytes: (bytes: number) => void,
): Readable {
  const where = String(source.path);
  const changed = (): Error =>
    new TokenscopeError('ChosenFileCorrupt', { file: where, reason: 'its SHA-256 has changed' });
  const hashed = hashedStream(file, onBytes, changed);
  pipeline(source, hashed, (error) => {
    if (error) {
      output.destroy(sourceError(where, error));
    }
  });
  return hashed;
}

function sourceError(file: string, error: NodeJS.ErrnoException): Error {
  if (error instanceof TokenscopeError || error.code === undefined) {
    return error;
  }
  return error.code === 'ENOENT'
    ? new TokenscopeError('ChosenFileMissing', { file })
    : new TokenscopeError('ChosenFileCorrupt', { file, reason: error.code });
}

async function* untilCancelled(
  output: Readable,
  token: CancellationToken,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of output) {
    if (token.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    yield chunk as Uint8Array;
  }
}
