/**
 * Errors that cross a process or webview boundary: a code with arguments, no sentence.
 * Only the host turns them into sentences (`src/host/errors`).
 */

import type { Impostor } from './hub/impostor';
import type { RefusedPreset } from './presets/preset';
import type { QuarantineReason, TokenizerProblem } from './models/addedTokenizer';
import type { PackProblem } from './packs/packProblem';
import type { GraphName, ModelTask } from './protocol/model/models';
import type { HeadFileProblem } from './protocol/model/trainedHead';

/** Every error code of the product, with the arguments that its sentence needs. */
export interface ErrorArguments {
  /** The caller, or a newer request, gave the run up. */
  Cancelled: Record<string, never>;
  /** A parameter is outside its range or of the wrong type. */
  InvalidParameter: { name: string; value: string; expected: string };
  /** Several settings are wrong; their defaults are used. */
  InvalidSettings: { problems: readonly ErrorArguments['InvalidParameter'][] };
  /** There is no text to work on. */
  EmptyText: Record<string, never>;
  /** Two texts are needed, and there is one. */
  OneText: Record<string, never>;
  /** The text has more tokens or characters than the call takes. */
  TooLong: { what: 'characters' | 'tokens'; actual: number; limit: number };
  /** A row may have `value` tokens, which leaves the texts no room beside `special` special ones. */
  NoRoom: { field: string; value: number; special: number; least: number };
  /** Overflowing pieces of `limit + 1` tokens would repeat all of the piece before. */
  StrideTooLarge: { field: string; value: number; limit: number };
  /** Cutting `remove` tokens off the one text that may be cut leaves none; `text` counts from 1. */
  CannotTruncate: { field: string; text: number; tokens: number; remove: number };
  /** The option needs a pair for every text; `text`, counted from 1, has none. */
  PairMissing: { field: string; text: number };
  /** The tokenizer has no token to pad with, and none was named. */
  NoPadToken: { field: string; tokenizer: string };
  /** A token that was named is not in the vocabulary. */
  UnknownToken: { field: string; token: string; tokenizer: string };
  /** The text holds no mask token. */
  NoMask: { maskToken: string };
  /** More masks than are filled together. */
  TooManyMasks: { actual: number; limit: number };
  /** The attribute is not a part of the sentence beside the gap that the model saw. */
  AttributeOutside: { attribute: string };
  /** A run that compares sentences was given fewer than two. */
  OneSentence: Record<string, never>;
  /** A cloze prompt or its labels cannot be scored; `detail` is the mask token, a label, words, or a number. */
  ClozeRefused: {
    problem: 'masks' | 'labels' | 'twice' | 'many' | 'unscored';
    detail: string;
  };
  /** Texts are compared two by two, and there is an odd number of them. */
  OddTexts: { texts: number };
  /** There is no word at the cursor that could be masked. */
  NoWord: Record<string, never>;
  /** The document changed or closed since the run began. */
  DocumentChanged: Record<string, never>;
  /** The document is closed, or no editor shows it. */
  DocumentGone: Record<string, never>;
  /** The document is not text, or VS Code does not hand it to extensions (over 50 MB). */
  DocumentUnavailable: Record<string, never>;
  /** The run did not begin on a selection: there is nothing to replace. */
  NothingSelected: Record<string, never>;
  /** The result was restored after a reload: its place in a document is not known any more. */
  ResultRestored: Record<string, never>;
  /** The candidate is a special token of the model, which stands for no text. */
  SpecialToken: { token: string };
  /** VS Code did not take the edit: the document is read-only, or another edit came between. */
  EditRefused: Record<string, never>;
  /** No tokenizer of this id. */
  UnknownTokenizer: { tokenizer: string };
  /** The file cannot be added as a tokenizer; `detail` is the library's own word, or a number. */
  TokenizerRefused: { file: string; problem: TokenizerProblem; detail: string };
  /** The copy that was kept of an added tokenizer is gone, or is not what was added. */
  TokenizerCopyLost: { tokenizer: string; problem: 'missing' | 'changed' };
  /** The added tokenizer hung or crashed its process and is not loaded by itself any more. */
  TokenizerQuarantined: { tokenizer: string; reason: QuarantineReason };
  /** This tokenizer can only encode a text whole, and the text is too long for that. */
  TooLongToEncodeWhole: { tokenizer: string; limit: number };
  /** Files of a workspace that the user does not trust are not read as tokenizers. */
  WorkspaceUntrusted: { file: string };
  /** No model of this id. */
  UnknownModel: { model: string };
  /** The model that a setting names for a task is not on this machine. */
  ChosenModelMissing: { task: ModelTask; model: string };
  /** The model is not made for this task. */
  WrongModelKind: { model: string; needed: string };
  /** The model's logits are not one for each label that its `config.json` names. */
  LabelsMismatch: { model: string; labels: number; width: number };
  /** The folder of a model has no `README.md`, or one that is too large to show. */
  NoModelCard: { model: string };
  /** The graph gives 16-bit results, which are not read here. */
  HalfOutputs: { model: string; precision: string };
  /** The model takes fewer tokens than its `config.json` says. */
  ContextMismatch: { model: string; contextLength: number };
  /** No model for this task is bundled, and none was chosen. */
  NoTaskModel: { task: 'question-answering' };
  /** A prompt preset, or a whole list of them, cannot be used. */
  PresetRefused: RefusedPreset;
  /** No prompt preset of this name. */
  UnknownPreset: { preset: string };
  /** A chat waits for the user's turn: nothing stands behind `User:`. */
  NoMessage: { user: string };
  /** Two models of a task are to be compared, and there is only one. */
  OneModel: { task: ModelTask; model: string };
  /** There is no question to answer. */
  NoQuestion: Record<string, never>;
  /** The model has no such output; `output` names it as the interface does. */
  MissingOutput: { model: string; output: GraphName };
  /** A file of a model or tokenizer is missing. */
  FileMissing: { file: string };
  /** A file of a model or tokenizer is not what the catalog says, or cannot be read. */
  FileCorrupt: { file: string; reason: string };
  /** The same of a model folder that the user chose: reinstalling does not bring its files back. */
  ChosenFileMissing: { file: string };
  ChosenFileCorrupt: { file: string; reason: string };
  /** There is no room on the disk for a file that was to be written. */
  DiskFull: { file: string };
  /** A file could not be written; `reason` is the system's code, such as `EACCES`. */
  FileNotWritten: { file: string; reason: string };
  /** A table has more characters than go onto the clipboard. */
  TableTooLongToCopy: { limit: number };
  /** A file that is to be read from the disk has changes in the editor. */
  DocumentUnsaved: { file: string };
  /** A table could not be opened or read; `reason` is the system's code, such as `ENOENT`. */
  TableNotRead: { file: string; reason: string };
  /** A line, counted from 1, has bytes that are not UTF-8. */
  TableNotUtf8: { file: string; line: number };
  /** Quotation marks are wrong in the row of a table that begins at `line`, counted from 1. */
  TableQuoting: { file: string; line: number };
  /** The row that begins at `line` has more or fewer cells than the header has. */
  TableRowCells: { file: string; line: number; cells: number; expected: number };
  /** The row that begins at `line` is absurdly long, as when a quotation mark is never closed. */
  TableRowTooLong: { file: string; line: number; limit: number };
  /** The header of a table has no column of this name. */
  ColumnMissing: { file: string; column: string; columns: readonly string[] };
  /** The header of a table has the same name more than once. */
  ColumnRepeated: { file: string; column: string };
  /** No row has both a text and a label; the numbers say how many lack which. */
  NoLabelledRows: { source: string; noLabel: number; noText: number };
  /** All rows have the same label. */
  OneLabel: { source: string; label: string; rows: number };
  /** A label has fewer rows than cross-validation needs. */
  LabelTooRare: { source: string; label: string; rows: number; least: number };
  /** There are so many different labels that the column cannot be one of labels. */
  TooManyLabels: { source: string; limit: number };
  /** There are more labelled rows than a head is trained on. */
  TooManyRows: { source: string; limit: number };
  /** Rows are kept together by group, and the row that begins at `line` has none. */
  GroupMissing: { source: string; line: number };
  /** All rows are of the same group: none could be held out. */
  OneGroup: { source: string; group: string };
  /** The file of a trained head cannot be used. */
  HeadFileRefused: { file: string; problem: HeadFileProblem };
  /** A trained head belongs to another encoder than the one that made the vectors. */
  HeadForOtherEncoder: { file: string; trainedOn: string; given: string };
  /** The network is closed by the setting `tokenscope.workOffline`. */
  Offline: { host: string };
  /** The text names no model of the hub. */
  HubBadId: { text: string };
  /** The text can be no branch, tag or commit. */
  HubBadRevision: { text: string };
  /** A file of a model has a name that is not safe to write on every system. */
  HubBadPath: { model: string; path: string };
  /** The hub did not answer: no network, no such host, a refused or broken connection, a time limit. */
  HubUnreachable: { host: string; reason: UnreachableReason; detail: string };
  /** What answered is not the hub, or sends the request where it must not go. */
  HubBadAnswer: { host: string; problem: 'notJson' | 'webPage' | 'insecure' | 'redirects' };
  /** The hub has no such model, or does not show it to this user. */
  HubUnknownModel: { model: string };
  /** The model has no such branch, tag or commit. */
  HubUnknownRevision: { model: string; revision: string };
  /** The model's terms must be accepted first; `page` is where. */
  HubGated: { model: string; page: string };
  /** The hub refuses the token, or wants one. */
  HubUnauthorized: { host: string; token: boolean };
  /** Too many requests; `seconds` is how long the hub asks to wait, if it says. */
  HubRateLimited: { host: string; seconds: number | null };
  /** The hub failed, again and again. */
  HubServerError: { host: string; status: number };
  /** The model has no ONNX files; `sibling` is a repository that is known to have it in ONNX. */
  HubNoOnnx: { model: string; sibling: string | null; tokenizer: boolean };
  /** The model is of a class of transformers that none of our tools can use. */
  HubWrongKind: { model: string; architecture: string; tokenizer: boolean };
  /** The model has ONNX files, but not of this precision. */
  HubNoPrecision: { model: string; precision: string; offered: readonly string[] };
  /** Files of the model are being fetched, by this or another window: it cannot be deleted now. */
  HubModelBusy: { model: string };
  /** The model lacks a file that is needed. */
  HubFileMissing: { model: string; file: string };
  /** A configuration file or tokenizer is absurdly large. */
  HubFileTooLarge: { model: string; file: string; bytes: number; limit: number };
  /** What came is not the file: its hash or length is wrong, or it is something else. */
  HubBadFile: { file: string; problem: 'hash' | 'length' | Impostor };
  /** The connection broke again and again; what came is kept. */
  HubInterrupted: { file: string; received: number; total: number };
  /** The download does not fit on the disk; nothing was fetched. */
  DiskTooSmall: { folder: string; needed: number; free: number };
  /** The disk became full in the middle of a download; what came is kept. */
  CacheDiskFull: { folder: string };
  /** The cache of models cannot be written; `reason` is the system's code, such as `EROFS`. */
  CacheNotWritable: { folder: string; reason: string };
  /** A path in the cache would be longer than programs on Windows can open. */
  CachePathTooLong: { folder: string; length: number; limit: number };
  /** The file is no pack of models that can be used; `detail` is a path in it, a version or a code. */
  PackRefused: { file: string; problem: PackProblem; detail: string };
  /** A pack needs more bytes than the disk of the folder has free; null when it became full meanwhile. */
  PackNoRoom: { folder: string; room: { needed: number; free: number } | null };
  /** The folder that packs are unpacked to cannot be written; `reason` is the system's code. */
  PackNotStored: { folder: string; reason: string };
  /** The folder of the setting `tokenscope.models.sharedFolder` does not answer; `reason` is a code. */
  SharedFolderUnreachable: { folder: string; reason: string };
  /** The address of a completion server cannot be used. (It is not named: it may hold a password.) */
  ServerAddressWrong: { problem: 'address' | 'scheme' | 'credentials' | 'query' };
  /** A completion server was chosen, and no address is set. */
  ServerAddressMissing: Record<string, never>;
  /** No model of the completion server is set. */
  ServerModelMissing: { host: string };
  /** No connection; `reason` is the system's code, such as `ECONNREFUSED`. */
  ServerUnreachable: { host: string; reason: string };
  /** Nothing came for so long: no first token, or none after another. */
  ServerTooSlow: { host: string; seconds: number; limit: 'first' | 'next' };
  /** The answer ended before its end, after so many tokens or pieces of text. */
  ServerBrokeOff: { host: string; tokens: number };
  /** What answers is no completion server; `answer` names the type of the answer where it is known. */
  ServerNotApi: { host: string; answer: string };
  /** The server sends to another address, which nobody agreed to; `to` is its host. */
  ServerRedirected: { host: string; to: string };
  /** 401 or 403; `sent` says whether a key was sent. */
  ServerKeyRefused: { host: string; sent: boolean };
  /** 429; `seconds` is the server's `Retry-After`, null when it gives none. */
  ServerBusy: { host: string; seconds: number | null };
  /** 5xx, or an error in the stream (null); `said` are the server's own words. */
  ServerFailed: { host: string; status: number | null; said: string };
  /** Another refusal, such as 400; `field` is the parameter not of OpenAI's that it complains of. */
  ServerRefused: { host: string; status: number; said: string; field: string | null };
  /** The answer is not UTF-8. */
  ServerNotUtf8: { host: string };
  /** The server has no model of this name; `models` are those that it has. */
  ServerModelUnknown: { host: string; model: string; models: readonly string[] };
  /** Files can be written to this machine's own folders only. */
  NotALocalFile: Record<string, never>;
  /** By its estimate, the model does not fit into the memory that is free, or that a setting allows. */
  NotEnoughMemory: {
    model: string;
    task: ModelTask;
    /** Bytes. */
    needed: number;
    /** Bytes that it can have, once other models are unloaded. */
    available: number;
    by: 'free' | 'limit';
    /** A model for the same task that fits. */
    smaller: string | null;
  };
  /** The model's logits are not numbers: NaN, or larger than any. */
  NotNumbers: { model: string };
  /** The process ran out of memory. */
  OutOfMemory: { model: string };
  /** A worker process died while it worked on this request. */
  ProcessDied: { process: string; reason: string };
  /** A worker process crashed too often and stays down until the user asks again. */
  ProcessDown: { process: string };
  /** A worker process could not be started. */
  ProcessFailed: { process: string; reason: string };
  /** The extension is shutting down. */
  Disposed: Record<string, never>;
  /** A bug: anything that has no code of its own. */
  Internal: { reason: string };
}

/** Why a host did not answer. */
export type UnreachableReason = 'noSuchHost' | 'refused' | 'timeout' | 'certificate' | 'broken';

export type ErrorCode = keyof ErrorArguments;

/** An error that keeps its code and arguments across processes; `message` is for logs only. */
export class TokenscopeError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'TokenscopeError';

  constructor(
    readonly code: C,
    readonly args: ErrorArguments[C],
  ) {
    super(`${code} ${loggedArguments(args)}`);
  }
}

/** Arguments as logs have them: without a server's own words (`said`), which can repeat the text sent to it. */
export function loggedArguments(args: object): string {
  return JSON.stringify(args, (key, value: unknown) => (key === 'said' ? undefined : value));
}

/** Whether `error` is a {@link TokenscopeError}, of the given code if one is given. */
export function isTokenscopeError<C extends ErrorCode>(
  error: unknown,
  code?: C,
): error is TokenscopeError<C> {
  return error instanceof TokenscopeError && (code === undefined || error.code === code);
}

/** Makes any thrown value a {@link TokenscopeError}; unknown ones become `Internal`. */
export function toTokenscopeError(error: unknown): TokenscopeError {
  if (isTokenscopeError(error)) {
    return error;
  }
  return new TokenscopeError('Internal', {
    reason: error instanceof Error ? error.message : String(error),
  });
}
