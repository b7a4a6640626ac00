import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bundledModels } from '../../src/common/models/modelCatalog';

/** One way in which a file of a model can be bad. */
export interface Damage {
  readonly name: string;
  /** Picks the file among those that the model's task loads. */
  readonly file: RegExp;
  /** @param file absolute path of a copy. */
  readonly harm: (file: string) => void;
  /** What the sentence says of the file. */
  readonly sentence: RegExp;
}

export const damages: readonly Damage[] = [
  {
    name: 'missing',
    file: /^config\.json$/,
    harm: (file) => rmSync(file),
    sentence: /is missing: reinstall Tokenscope/,
  },
  {
    name: 'truncated',
    file: /_data$/,
    harm: (file) => truncateSync(file, 1_000),
    sentence: /is damaged \(it has 1000 bytes instead of \d+\): reinstall Tokenscope/,
  },
  {
    name: 'corrupt',
    file: /^tokenizer\.json$/,
    harm: (file) => {
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
      writeFileSync(file, bytes);
    },
    sentence: /is damaged \(its SHA-256 is not the expected one\): reinstall Tokenscope/,
  },
];

/**
 * Lays a bundled model out in `folder` by links to its good files, with one file copied and harmed.
 * @param whole the folder that holds the model's good files.
 * @returns the absolute path of the harmed file.
 */
export function layOutDamaged(id: string, whole: string, folder: string, damage: Damage): string {
  const paths = bundledModels.find((model) => model.id === id)?.taskFiles ?? [];
  let harmed = '';
  for (const file of paths) {
    const copy = path.join(folder, ...file.split('/'));
    mkdirSync(path.dirname(copy), { recursive: true });
    if (damage.file.test(file)) {
      copyFileSync(path.join(whole, file), copy);
      damage.harm(copy);
      harmed = copy;
    } else {
      symlinkSync(path.join(whole, file), copy);
    }
  }
  return harmed;
}
