import { FileSystemError, FileType, workspace, type CancellationToken, type Uri } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import {
  maximumTokenizerBytes,
  type AddedTokenizer,
  type TokenizerProblem,
} from '../../common/models/addedTokenizer';
import type { AddedTokenizers } from './addedTokenizers';
import type { TokenizerProbe } from './tokenizerProbe';

/**
 * Adds a file as a tokenizer: copies it, has the copy tried out, remembers it. The same contents keep
 * the id that they have; what was lost or quarantined of it is made good.
 * @param origin where it comes from, which names it; the file itself unless it was unpacked.
 * @throws TokenscopeError `TokenizerRefused`, `Cancelled`, or of the probe's process.
 */
export async function addTokenizer(
  source: Uri,
  added: AddedTokenizers,
  probe: TokenizerProbe,
  token: CancellationToken,
  origin = source,
): Promise<AddedTokenizer> {
  await checkSource(source);
  await added.sweep();
  const incoming = added.incoming();
  try {
    await copying(source, incoming);
    const inspection = await probe.inspect(incoming.fsPath, source.fsPath, token);
    return await storing(source, () => added.keep(incoming, inspection, origin));
  } finally {
    await workspace.fs.delete(incoming).then(undefined, () => undefined);
  }
}

/** What can be known of a file without reading it. */
async function checkSource(source: Uri): Promise<void> {
  try {
    const { type, size } = await workspace.fs.stat(source);
    if ((type & FileType.File) === 0) {
      throw refused(source, 'notFile');
    }
    if (size > maximumTokenizerBytes) {
      throw refused(source, 'tooLarge', String(size));
    }
  } catch (error) {
    if (!(error instanceof FileSystemError)) {
      throw error;
    }
    throw error.code === 'FileNotFound'
      ? refused(source, 'missing')
      : refused(source, 'unreadable', error.code);
  }
}

/** Files of a Hugging Face cache are links: VS Code would copy the link, which leads nowhere from here. */
async function copy(source: Uri, target: Uri): Promise<void> {
  const { type } = await workspace.fs.stat(source);
  await ((type & FileType.SymbolicLink) === 0
    ? workspace.fs.copy(source, target)
    : workspace.fs.writeFile(target, await workspace.fs.readFile(source)));
}

/** A copy fails when the original cannot be read, too: only reading it alone tells. */
async function copying(source: Uri, target: Uri): Promise<void> {
  try {
    await storing(source, () => copy(source, target));
  } catch (error) {
    await workspace.fs.readFile(source).then(undefined, (reason: unknown) => {
      throw refused(source, 'unreadable', codeOf(reason));
    });
    throw error;
  }
}

/** Runs a step that fails when the storage cannot be written. */
async function storing<T>(source: Uri, step: () => Thenable<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw refused(source, 'notStored', codeOf(error));
  }
}

function codeOf(error: unknown): string {
  return error instanceof FileSystemError ? error.code : String(error);
}

function refused(source: Uri, problem: TokenizerProblem, detail = ''): TokenscopeError {
  return new TokenscopeError('TokenizerRefused', { file: source.fsPath, problem, detail });
}
