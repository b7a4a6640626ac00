import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import { precisionEndings } from '../../../common/hub/precisions';
import type { ModelFile } from '../../../common/protocol/model/models';
import { fileProblem } from '../models/verifyFiles';

/** The files that a model loads. */
export interface FolderFiles {
  /** transformers.js `dtype`. */
  readonly precision: string;
  readonly files: readonly ModelFile[];
  /** SHA-256 of the weights: of the ONNX file, or of the data beside it. */
  readonly revision: string;
}

/**
 * Finds and hashes the files of a model: the most exact weights that the folder has.
 * @param onShare told the share of the bytes that were hashed, from 0 to 1.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`, `Cancelled`.
 */
export async function folderFiles(
  folder: string,
  token: CancellationToken,
  onShare: (share: number) => void,
): Promise<FolderFiles> {
  const present = await readdir(path.join(folder, 'onnx')).catch((): string[] => []);
  const weights = precisionEndings.find(([, ending]) => present.includes(`model${ending}.onnx`));
  if (!weights) {
    const file = path.join(folder, 'onnx', 'model.onnx');
    throw new TokenscopeError('FileMissing', { file });
  }
  const [precision, ending] = weights;
  const graph = `model${ending}.onnx`;
  const data = present.filter((name) => name.startsWith(`${graph}_data`)).sort();
  const optional = (await readdir(folder)).filter((name) => name === 'tokenizer_config.json');
  const names = ['config.json', 'tokenizer.json', ...optional].concat(
    [graph, ...data].map((name) => `onnx/${name}`),
  );
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(folder, name))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const files: ModelFile[] = [];
  let done = 0;
  for (const [index, name] of names.entries()) {
    const sha256 = await hashOf(path.join(folder, name), token, (bytes) => {
      done += bytes;
      onShare(Math.min(1, done / total));
    });
    files.push({ path: name, bytes: sizes[index] ?? 0, sha256 });
  }
  const holder = `onnx/${data[0] ?? graph}`;
  return { precision, files, revision: files.find((file) => file.path === holder)?.sha256 ?? '' };
}

async function sizeOf(file: string): Promise<number> {
  const stats = await stat(file).catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  return stats.size;
}

async function hashOf(
  file: string,
  token: CancellationToken,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(file, { highWaterMark: 1 << 20 });
  try {
    for await (const chunk of stream) {
      if (token.isCancellationRequested) {
        throw new TokenscopeError('Cancelled', {});
      }
      hash.update(chunk as Buffer);
      onBytes((chunk as Buffer).length);
    }
  } catch (error) {
    throw error instanceof TokenscopeError ? error : fileProblem(file, error);
  }
  return hash.digest('hex');
}
