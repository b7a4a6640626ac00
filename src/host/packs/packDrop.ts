import { Uri, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { packEnding } from '../../common/packs/packManifest';
import type { ErrorReporter } from '../errors/report';

/** Imports packs that are dropped on the Models view, from VS Code's explorer or from the system. */
export class PackDrop<T> implements TreeDragAndDropController<T> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes: readonly string[] = ['text/uri-list', 'files'];

  constructor(
    private readonly importPack: (file: Uri) => Promise<unknown>,
    private readonly errors: ErrorReporter,
  ) {}

  async handleDrop(_target: T | undefined, transfer: DataTransfer): Promise<void> {
    try {
      for (const file of await droppedFiles(transfer)) {
        await this.importPack(file);
      }
    } catch (error) {
      this.errors.show(error);
    }
  }
}

/**
 * The files that were dropped.
 * @throws TokenscopeError `PackRefused` for a file of another machine, or that is no pack by its name.
 */
async function droppedFiles(transfer: DataTransfer): Promise<Uri[]> {
  const list = await transfer.get('text/uri-list')?.asString();
  const listed = (list ?? '')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Uri.parse(line));
  const files = listed.length > 0 ? listed : systemFiles(transfer);
  for (const { path } of files) {
    if (!new RegExp(`\\.(${packEnding}|zip)$`, 'i').test(path)) {
      throw new TokenscopeError('PackRefused', {
        file: path.split('/').at(-1) ?? path,
        problem: 'notZip',
        detail: '',
      });
    }
  }
  return files;
}

function systemFiles(transfer: DataTransfer): Uri[] {
  const files: Uri[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (file && !file.uri) {
      const args = { file: file.name, problem: 'elsewhere', detail: '' } as const;
      throw new TokenscopeError('PackRefused', args);
    }
    if (file?.uri) {
      files.push(file.uri);
    }
  }
  return files;
}
