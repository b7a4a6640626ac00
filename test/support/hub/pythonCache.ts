import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HubRepo } from './hubRepo';

/**
 * Lays a model out as `huggingface_hub.snapshot_download` leaves it: blobs by ETag, relative links in
 * the snapshot, the ref, the empty files of what was asked for and is not there, and the lock files that
 * `filelock` leaves behind.
 * @param shared whether large blobs are in the store that all models share (`blobs/<xx>/<xet hash>`), as
 * newer versions do: the blob of the model is then a link to it.
 */
export async function layOutAsPython(
  cache: string,
  repo: HubRepo,
  paths: readonly string[],
  shared = false,
): Promise<string> {
  const name = `models--${repo.id.replace('/', '--')}`;
  const folder = path.join(cache, name);
  const snapshot = path.join(folder, 'snapshots', repo.commit);
  const absent = path.join(folder, '.no_exist', repo.commit, 'added_tokens.json');
  for (const each of [
    path.join(folder, 'blobs'),
    path.join(folder, 'refs'),
    path.join(snapshot, 'onnx'),
    path.dirname(absent),
    path.join(cache, '.locks', name),
  ]) {
    await mkdir(each, { recursive: true });
  }
  await writeFile(path.join(folder, 'refs', 'main'), repo.commit);
  await writeFile(absent, '');
  await writeFile(path.join(cache, 'version.txt'), '1');
  for (const file of paths.map((each) => repo.file(each))) {
    const blob = path.join(folder, 'blobs', file.etag);
    await writeFile(path.join(cache, '.locks', name, `${file.etag}.lock`), '');
    if (shared && file.lfs) {
      const store = path.join(cache, 'blobs', file.etag.slice(0, 2));
      await mkdir(store, { recursive: true });
      await writeFile(path.join(store, file.etag), file.contents, { mode: 0o400 });
      await symlink(`../../blobs/${file.etag.slice(0, 2)}/${file.etag}`, blob);
    } else {
      await writeFile(blob, file.contents);
    }
    const pointer = path.join(snapshot, ...file.path.split('/'));
    await symlink(path.relative(path.dirname(pointer), blob), pointer);
  }
  return snapshot;
}
