import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import { isExternalData } from '../../../common/hub/graphFiles';
import { exactness, readWeightsName } from '../../../common/models/precisions';
import type {
  FolderLook,
  FolderWeights,
  LookParams,
} from '../../../common/protocol/model/modelFolder';
import type { ModelTask } from '../../../common/protocol/model/models';
import { fileProblem } from '../../files/fileProblem';
import { onChosenFiles } from './chosenFiles';
import { readFolderConfig } from './folderConfig';

/** Answers `modelFolder/look`. */
export function lookAtFolder({ folder, id }: LookParams): Promise<FolderLook> {
  return onChosenFiles(async () => {
    const { task, architecture } = await readFolderConfig(folder, id);
    return { task, architecture, weights: await findWeights(folder, task) };
  });
}

/**
 * The weights of a folder: those in `onnx/`, else those beside `config.json`, where Optimum writes them.
 * @returns one for each precision, the most exact first; at least one.
 * @throws TokenscopeError `FileMissing`.
 */
export async function findWeights(folder: string, task: ModelTask): Promise<FolderWeights[]> {
  for (const place of ['onnx', '']) {
    const names = await readdir(path.join(folder, place)).catch((): string[] => []);
    const found = new Map<string, FolderWeights>();
    // Of a decoder, `model` may be without a cache: the merged one comes first.
    for (const stem of task === 'text-generation' ? ['decoder_model_merged', 'model'] : ['model']) {
      for (const name of names) {
        const read = readWeightsName(name);
        if (read?.stem === stem && !found.has(read.precision)) {
          found.set(read.precision, await weightsOf(folder, place, name, names, read.precision));
        }
      }
    }
    if (found.size > 0) {
      return [...found.values()].sort((a, b) => exactness(a.precision) - exactness(b.precision));
    }
  }
  throw new TokenscopeError('FileMissing', { file: path.join(folder, 'onnx', 'model.onnx') });
}

async function weightsOf(
  folder: string,
  place: string,
  name: string,
  names: readonly string[],
  precision: FolderWeights['precision'],
): Promise<FolderWeights> {
  const below = (file: string): string => (place === '' ? file : `${place}/${file}`);
  const number = (file: string): number => Number(file.slice(`${name}_data`.length + 1));
  // `…_data`, `…_data_1` to `…_data_10`, in the order of their numbers; or PyTorch's `….data`.
  const data = names
    .filter((file) => isExternalData(name, file))
    .sort((a, b) => number(a) - number(b))
    .map(below);
  const graph = below(name);
  const sizes = await Promise.all([graph, ...data].map((file) => sizeOf(path.join(folder, file))));
  return { precision, graph, data, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** @throws TokenscopeError `FileMissing`, `FileCorrupt`. */
export async function sizeOf(file: string): Promise<number> {
  const stats = await stat(file).catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  return stats.size;
}
