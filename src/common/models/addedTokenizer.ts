import { folderName } from './folderName';

/** A tokenizer that the user added: what is remembered of it, for all of the user's windows. */
export interface AddedTokenizer {
  /** Unique among all tokenizers, bundled ones included. */
  readonly id: string;
  /** How it splits words, in the field's words. */
  readonly method: string;
  /** Entries of the vocabulary, added tokens included. */
  readonly vocabulary: number;
  readonly bytes: number;
  /** Of the file; names the copy that is kept, and is checked at each load. */
  readonly sha256: string;
  /** Path of the file that was added, to show; the copy is what is used. */
  readonly origin: string;
  /** Null while it may be loaded. */
  readonly quarantine: QuarantineReason | null;
}

/** Why a tokenizer is not loaded by itself any more: a call took too long, or its process ended. */
export type QuarantineReason = 'slow' | 'crashed';

/** Why a file cannot be added as a tokenizer. */
export type TokenizerProblem =
  | 'missing'
  | 'unreadable'
  | 'notFile'
  | 'tooLarge'
  | 'notUtf8'
  | 'notJson'
  | 'tooDeep'
  | 'notTokenizer'
  | 'badIds'
  | 'randomIds'
  | 'cannotEncode'
  | 'slow'
  | 'crashed'
  | 'notStored';

/** Larger files are refused unread; the largest tokenizers that are published have about 35 MB. */
export const maximumTokenizerBytes = 100_000_000;

/** UTF-16 units of an id; the status bar shows it. */
const maximumIdLength = 40;

/**
 * An id for a tokenizer file: the name of its folder or, where the file has a name of its own, that;
 * in the cache of Hugging Face (`models--org--name/snapshots/<commit>`) the name of the model.
 * @param path with `/` between folders.
 * @param taken ids in use; a number is put behind an id that is among them.
 */
export function tokenizerId(path: string, taken: ReadonlySet<string>): string {
  const [file = ''] = path.split('/').reverse();
  const own = file.replace(/\.json$/i, '').replace(/\.tokenizer$/i, '');
  const ofFolder = folderName(path.slice(0, -file.length - 1));
  const name = (own.toLowerCase() === 'tokenizer' ? ofFolder : own)
    .replaceAll(/[\s\p{C}]+/gu, '-')
    .slice(0, maximumIdLength);
  const id = name === '' ? 'tokenizer' : name;
  let unique = id;
  for (let number = 2; taken.has(unique); number++) {
    unique = `${id}-${number}`;
  }
  return unique;
}
