import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ModelRef, ModelTask } from '../../../src/common/protocol/model/models';

export interface TinyModel {
  readonly ref: ModelRef;
  /** Deletes the folder. */
  dispose(): void;
}

/** Writes a model in Hugging Face layout into a new temporary folder, and describes it. */
export function writeModelFolder(
  id: string,
  task: ModelTask,
  contextLength: number,
  files: Readonly<Record<string, Uint8Array | object>>,
): TinyModel {
  const folder = mkdtempSync(path.join(os.tmpdir(), `tokenscope ${id} é-`));
  const described = Object.entries(files).map(([name, content]) => {
    const bytes =
      content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content));
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path: name, bytes: bytes.length, sha256 };
  });
  return {
    ref: {
      id,
      task,
      folder,
      files: described,
      graphs: {},
      precision: 'fp32',
      revision: 'test',
      contextLength,
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
