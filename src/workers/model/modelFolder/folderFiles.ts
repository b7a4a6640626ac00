import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { FolderWeights } from '../../../common/protocol/model/modelFolder';
import type { ModelFile } from '../../../common/protocol/model/models';
import { shareDone } from '../../files/shareDone';
import { describeFile } from '../models/verifyFiles';
import { sizeOf } from './lookAtFolder';

/** The files that a model loads. */
export interface FolderFiles {
  readonly files: readonly ModelFile[];
  /** SHA-256 of the weights: of the ONNX file, or of the first data beside it. */
  readonly revision: string;
}

/** Files that a model is loaded with where they are there. */
const optional: readonly string[] = ['generation_config.json', 'tokenizer_config.json'];

/**
 * Hashes the files that a model loads.
 * @param onShare told the share of the bytes that were hashed, from 0 to 1.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`, `Cancelled`.
 */
export async function folderFiles(
  folder: string,
  { graph, data }: FolderWeights,
  token: CancellationToken,
  onShare: (share: number) => void,
): Promise<FolderFiles> {
  const present = (await readdir(folder)).filter((name) => optional.includes(name)).sort();
  const names = ['config.json', 'tokenizer.json', ...present, graph, ...data];
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(folder, name))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const onBytes = shareDone(total, onShare);
  const files: ModelFile[] = [];
  for (const name of names) {
    files.push(await describeFile(folder, name, token, onBytes));
  }
  const holder = data[0] ?? graph;
  return { files, revision: files.find((file) => file.path === holder)?.sha256 ?? '' };
}
