import type { ModelFile } from '../protocol/model/models';

/** A tokenizer that Tokenscope knows. */
export interface CatalogTokenizer {
  readonly id: string;
  /** How it splits words, in the field's words. */
  readonly method: string;
  /** Entries of the vocabulary, added tokens included. */
  readonly vocabulary: number;
  /** SPDX identifier. */
  readonly licence: string;
  /** Context length of the model that it belongs to, in tokens. */
  readonly contextLength: number;
  /** Paths below `models/tokenizers/<id>/`. */
  readonly files: readonly ModelFile[];
}

/** The default of the setting `tokenscope.tokenizer`; used too where the chosen one cannot be. */
export const defaultTokenizer = 'gpt2';

/** The tokenizers that ship with the extension, in the order of the picker. */
export const bundledTokenizers: readonly CatalogTokenizer[] = [
  {
    id: 'bert-base-uncased',
    method: 'WordPiece, lower-cased',
    vocabulary: 30_522,
    licence: 'Apache-2.0',
    contextLength: 512,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 466_081,
        sha256: '805f60d34aeb5d5ff8160dbb24c0ed60637b81a9a46ce887dc69ec31e25fb4c2',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 215,
        sha256: 'e7c760fc50be01a7cc5d36d8c934b14762f27ebe27a7cb448cc8d73ca7a11d2b',
      },
    ],
  },
  {
    id: 'bert-base-cased',
    method: 'WordPiece',
    vocabulary: 28_996,
    licence: 'Apache-2.0',
    contextLength: 512,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 493_975,
        sha256: '74ac1d80e069fab6643afb2c812a537489daf9cc477e5574a8712da9b0d72a1b',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 216,
        sha256: '78affa759bdb91d6bead4baaf2ca6814a30c43268e7a04a2e40da0d49434334a',
      },
    ],
  },
  {
    id: 'gpt2',
    method: 'byte-level BPE',
    vocabulary: 50_257,
    licence: 'MIT',
    contextLength: 1024,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 1_355_342,
        sha256: 'dc6951cefeb9729a7cd13cae96821b96ed13796a29814fa978a467aef965396d',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 194,
        sha256: '621be6ce8a027cb19d2295d03dfd8bacb7f2ba9c9973ffece5246a6d6072430c',
      },
    ],
  },
  {
    id: 'roberta-base',
    method: 'byte-level BPE',
    vocabulary: 50_265,
    licence: 'MIT',
    contextLength: 512,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 1_355_863,
        sha256: '5378c839996a2f6d8fbd14dfdd1a73c310d72aa78fd93b2d2e20361292264fbe',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 235,
        sha256: '7f453bce4b375997e17266b4acad609144b07344e0cc2ac13e0ed1c90fd12707',
      },
    ],
  },
  {
    id: 't5-small',
    method: 'Unigram (SentencePiece)',
    vocabulary: 32_100,
    licence: 'Apache-2.0',
    contextLength: 512,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 1_389_147,
        sha256: '0b19ee8e135165144ee9cf1a7dcf492a4401d2c5119f0c58c98caaf098d98635',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 137,
        sha256: '10fe5db5e858b882acde355ad40e3d947512edabe13d828bf92f3d00e14e9d34',
      },
    ],
  },
  {
    id: 'phi-3-mini',
    method: 'BPE with byte fallback (SentencePiece)',
    vocabulary: 32_011,
    licence: 'MIT',
    contextLength: 4096,
    files: [
      {
        path: 'tokenizer.json',
        bytes: 1_158_120,
        sha256: 'e373dfa23ec63e6090704bd48e3997dc74d84a6d48f9d85fbacafa0d8987986d',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 180,
        sha256: '15e778ab769ecc09cd34740995e4a6a5aa65df0153f9af33fecab7b4f7bab7f8',
      },
    ],
  },
];
