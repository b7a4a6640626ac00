import { createHash } from 'node:crypto';

/** A model that the test hub serves. */
export interface RepoOptions {
  readonly id: string;
  /** Contents by path; what is under `onnx/` or larger than a kilobyte is in large-file storage. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Names that it had before. */
  readonly formerIds?: readonly string[];
  readonly gated?: boolean;
  readonly private?: boolean;
  readonly task?: string;
  readonly tags?: readonly string[];
  readonly card?: Readonly<Record<string, unknown>>;
  readonly downloads?: number;
  /** Names of branches and tags beside `main`. */
  readonly branches?: readonly string[];
}

export interface RepoFile {
  readonly path: string;
  readonly contents: Buffer;
  readonly lfs: boolean;
  /** SHA-256 for large files, git's name for the others: the ETag of the hub. */
  readonly etag: string;
  /** Git's name: of the pointer, for large files. */
  readonly oid: string;
  /** What git holds of a large file. */
  readonly pointer: string;
}

/** One commit of a model, with everything that the hub knows of it. */
export class HubRepo {
  readonly files: readonly RepoFile[];
  readonly commit: string;

  constructor(readonly options: RepoOptions) {
    this.files = Object.entries(options.files).map(([path, contents]) =>
      repoFile(path, Buffer.from(contents as Uint8Array)),
    );
    const listing = this.files.map(({ path, oid }) => `${path} ${oid}`).join('\n');
    this.commit = createHash('sha1').update(`${options.id}\n${listing}`).digest('hex');
  }

  get id(): string {
    return this.options.id;
  }

  file(path: string): RepoFile {
    const file = this.files.find((each) => each.path === path);
    if (file === undefined) throw new Error(`no file ${path}`);
    return file;
  }

  /** The commit of a revision; null for an unknown one. */
  resolve(revision: string): string | null {
    const names = ['main', 'HEAD', this.commit, ...(this.options.branches ?? [])];
    return names.includes(revision) ? this.commit : null;
  }
}

function repoFile(path: string, contents: Buffer): RepoFile {
  const lfs = path.startsWith('onnx/') || contents.length > 1_000;
  const sha256 = createHash('sha256').update(contents).digest('hex');
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${contents.length}\n`;
  const oid = gitName(lfs ? Buffer.from(pointer) : contents);
  return { path, contents, lfs, oid, pointer, etag: lfs ? sha256 : oid };
}

/** `git hash-object`. */
export function gitName(contents: Uint8Array): string {
  return createHash('sha1').update(`blob ${contents.length}\0`).update(contents).digest('hex');
}
