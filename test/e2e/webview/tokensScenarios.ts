import type { TokenChunk, TokenEntry } from '../../../src/common/protocol/tokenizer/tokenList';
import { emptyDecode, type DecodeState } from '../../../src/common/protocol/views/decode';
import { emptyEncode, type EncodeState } from '../../../src/common/protocol/views/encode';
import type { TokensState } from '../../../src/common/protocol/views/tokens';
import { defaultEncodeOptions } from '../../../src/common/tokens/encodeLimits';

/** A notification that the fake host sends after the state. */
export interface Message {
  readonly method: string;
  readonly params: unknown;
}

interface TokensScenario {
  readonly name: string;
  readonly state: TokensState;
  readonly more: readonly Message[];
  readonly memory?: Record<string, unknown>;
}

const text = 'Unbelievably,\n  the 😀 keeper [MASK] ☃\n';
const pieces: readonly (readonly [string, number, TokenEntry['type'], string?])[] = [
  ['Un', 4222, 'text'],
  ['believ', 29953, 'text'],
  ['ably', 3056, 'text'],
  [',', 11, 'text'],
  ['\n', 198, 'text', 'Ċ'],
  [' ', 220, 'text', 'Ġ'],
  [' the', 262, 'text', 'Ġthe'],
  [' 😀', 30325, 'bytes', 'ĠðŁĺ'],
  [' keeper', 28356, 'text', 'Ġkeeper'],
  [' [MASK]', 103, 'special', '[MASK]'],
  [' ☃', 100, 'unknown', '[UNK]'],
  ['\n', 198, 'text', 'Ċ'],
];

/** The pieces as a chunk; typed arrays are written as plain ones, the fake host revives them. */
function chunk(): Record<keyof TokenChunk, unknown> {
  const ids = pieces.map(([, id]) => id);
  const ends: number[] = [];
  for (const [piece] of pieces) ends.push((ends.at(-1) ?? 0) + piece.length);
  const starts = [0, ...ends.slice(0, -1)];
  const entries = pieces.map(([piece, id, type, token = piece]) => ({
    id,
    token,
    type,
    bytes: Array.from(new TextEncoder().encode(piece), (byte) => byte.toString(16)).join(' '),
  }));
  const uint32 = (values: readonly number[]): unknown => ({ uint32: values });
  return {
    first: 0,
    selection: 0,
    ids: uint32(ids),
    starts: uint32(starts),
    ends: uint32(ends),
    words: { int32: [0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5, -1] },
    segments: {
      starts: uint32(starts),
      ends: uint32(ends),
      firstToken: uint32(ids.map((_, index) => index)),
    },
    entries,
    textStart: 0,
    text,
  };
}

const done: TokensState = {
  status: 'done',
  source: 'a-rather-long-name-of-a-file.md:120 · selection',
  tokenizer: 'bert-base-uncased',
  method: 'WordPiece, lower-cased',
  contextLength: 512,
  addSpecialTokens: false,
  projector: false,
  counts: { tokens: 12, unknown: 1, words: 6, characters: 38, bytes: 43 },
  run: 1,
  error: null,
};
const empty: TokensState = {
  ...done,
  status: 'empty',
  source: null,
  counts: null,
  run: 0,
};

const noEncoding = emptyEncode({ options: defaultEncodeOptions, paired: false });
const encoding: EncodeState = {
  ...noEncoding,
  status: 'done',
  source: 'notes.md:12',
  tokenizer: 'bert-base-uncased',
  form: {
    paired: true,
    options: {
      ...defaultEncodeOptions,
      padding: { ...defaultEncodeOptions.padding, strategy: 'max_length', length: 8 },
      truncation: { ...defaultEncodeOptions.truncation, strategy: 'only_first', stride: 600 },
    },
  },
  rows: [
    {
      text: 0,
      length: 6,
      ids: [101, 7592, 102, 2088, 102, 0],
      tokens: ['[CLS]', 'hello', '[SEP]', 'world', '[SEP]', '[PAD]'],
      typeIds: [0, 0, 0, 1, 1, 0],
      attentionMask: [1, 1, 1, 1, 1, 0],
      specialTokensMask: [1, 0, 1, 0, 1, 1],
      sequences: [255, 0, 255, 1, 255, 255],
      starts: [0, 0, 0, 6, 0, 0],
      ends: [0, 5, 0, 11, 0, 0],
      wordIds: [-1, 0, -1, 0, -1, -1],
    },
  ],
  rowCount: 1,
  tokenCount: 6,
  inputNames: ['input_ids', 'token_type_ids', 'attention_mask'],
};

const decoding: DecodeState = {
  ...emptyDecode,
  status: 'done',
  tokenizer: 'gpt2',
  text: 'Hello, world!\n<|endoftext|>',
  rows: [
    { id: 15496, token: 'Hello', special: false, piece: 'Hello' },
    { id: 995, token: 'Ġworld', special: false, piece: ' world' },
    { id: 50256, token: '<|endoftext|>', special: true, piece: '<|endoftext|>' },
    { id: 99999, token: null, special: false, piece: null },
  ],
  idCount: 4,
  bad: [3],
};

const chunks: Message = { method: 'tokens/chunk', params: { run: 1, chunk: chunk() } };
const cursor: Message = { method: 'tokens/cursor', params: { offset: 20, reveal: false } };
const tabs = (encode: EncodeState, decode: DecodeState): Message[] => [
  { method: 'encode/state', params: encode },
  { method: 'decode/state', params: decode },
];
const failure = {
  sentence: 'The stride of 600 tokens must be smaller than the 509 that a row has room for.',
  action: null,
};

export const tokensScenarios: readonly TokensScenario[] = [
  { name: 'empty', state: empty, more: tabs(noEncoding, emptyDecode) },
  { name: 'chips', state: done, more: [...tabs(noEncoding, emptyDecode), chunks, cursor] },
  {
    name: 'projector',
    state: { ...done, projector: true },
    more: [...tabs(noEncoding, emptyDecode), chunks],
  },
  {
    name: 'table',
    state: done,
    more: [...tabs(noEncoding, emptyDecode), chunks, cursor],
    memory: { table: true },
  },
  {
    name: 'failed',
    state: {
      ...done,
      status: 'failed',
      error: {
        sentence: 'The tokenizer process ended (SIGKILL); run again and it starts anew.',
        action: { id: 'showLog', label: 'Show Log' },
      },
    },
    more: [...tabs(noEncoding, emptyDecode), chunks],
  },
  { name: 'encodeEmpty', state: done, more: tabs(noEncoding, emptyDecode), memory: { tab: 1 } },
  { name: 'encode', state: done, more: tabs(encoding, emptyDecode), memory: { tab: 1 } },
  {
    name: 'encodeFailed',
    state: done,
    more: tabs(
      { ...encoding, status: 'failed', error: failure, errorField: 'truncation.stride' },
      emptyDecode,
    ),
    memory: { tab: 1 },
  },
  { name: 'decodeEmpty', state: done, more: tabs(noEncoding, emptyDecode), memory: { tab: 2 } },
  { name: 'decode', state: done, more: tabs(noEncoding, decoding), memory: { tab: 2 } },
];
