import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Copies a model's folder into a new temporary one. */
export function copyFolder(folder: string): string {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'tokenscope copy ü-'));
  cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('README.md') });
  return copy;
}

/**
 * Lays a model out as `huggingface_hub` does: files in `blobs`, links to them in a snapshot.
 * @returns the folder of the snapshot.
 */
export function layOutAsCache(folder: string, repo: string): string {
  const cache = mkdtempSync(path.join(os.tmpdir(), 'tokenscope hub-'));
  const model = path.join(cache, `models--${repo.replace('/', '--')}`);
  const snapshot = path.join(model, 'snapshots', '0123456789abcdef0123456789abcdef01234567');
  mkdirSync(path.join(model, 'blobs'), { recursive: true });
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  for (const [index, name] of names.entries()) {
    const blob = path.join(model, 'blobs', `blob${index}`);
    cpSync(path.join(folder, name), blob);
    const link = path.join(snapshot, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), blob), link);
  }
  return snapshot;
}

/** Moves what is in `onnx/` up, as Optimum writes it. */
export function flatten(folder: string): void {
  for (const name of readdirSync(path.join(folder, 'onnx'))) {
    renameSync(path.join(folder, 'onnx', name), path.join(folder, name));
  }
}
