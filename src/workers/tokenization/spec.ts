/**
 * The part of a `tokenizer.json` that Tokenscope reads itself: how text is prepared, and which tokens
 * were added. Everything else is left to the `tokenizers` library, which reads the same file.
 */

/** One stage of the file's pipeline: its type and its own settings. */
export interface Component {
  readonly type: string;
  readonly [setting: string]: unknown;
}

/** A token that is found in the text before anything else is done with it. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
  /** Found only where no letter, digit or underscore touches it. */
  readonly singleWord: boolean;
  /** Takes the whitespace before it along. */
  readonly leftStrip: boolean;
  /** Takes the whitespace after it along. */
  readonly rightStrip: boolean;
  /** Looked for after normalisation, not in the text as written. */
  readonly normalized: boolean;
}

export type ModelType = 'BPE' | 'WordPiece' | 'Unigram' | 'WordLevel';

export interface TokenizerSpec {
  /** Stages in the order in which they run; sequences are flattened. */
  readonly normalizers: readonly Component[];
  readonly preTokenizers: readonly Component[];
  readonly postProcessors: readonly Component[];
  readonly decoders: readonly Component[];
  readonly addedTokens: readonly AddedToken[];
  readonly model: {
    readonly type: ModelType;
    readonly unknownToken: string | null;
    /** Unigram names its unknown token by id. */
    readonly unknownId: number | null;
    readonly byteFallback: boolean;
    /** Prefix of a piece that continues a word, such as `##`; empty when there is none. */
    readonly continuationPrefix: string;
    /** Suffix of a piece that ends a word, such as `</w>`; empty when there is none. */
    readonly wordEndSuffix: string;
    /** A word that is an entry of the vocabulary is not built from merges. */
    readonly ignoresMerges: boolean;
    /** Neighbouring unknown characters of a word are one unknown token. */
    readonly fusesUnknown: boolean;
    /** Share of merges left out at random (BPE dropout), 0 for none. */
    readonly dropout: number;
  };
}

/**
 * Reads the parsed contents of a `tokenizer.json`.
 * @throws Error saying what is wrong with the file.
 */
export function readSpec(json: unknown): TokenizerSpec {
  const file = asRecord(json, 'the file');
  const model = asRecord(file['model'], '"model"');
  return {
    normalizers: components(file['normalizer'], 'normalizers'),
    preTokenizers: components(file['pre_tokenizer'], 'pretokenizers'),
    postProcessors: components(file['post_processor'], 'processors'),
    decoders: components(file['decoder'], 'decoders'),
    addedTokens: asList(file['added_tokens'] ?? [], '"added_tokens"').map(readAddedToken),
    model: {
      type: modelType(model),
      unknownToken: typeof model['unk_token'] === 'string' ? model['unk_token'] : null,
      unknownId: typeof model['unk_id'] === 'number' ? model['unk_id'] : null,
      byteFallback: model['byte_fallback'] === true,
      continuationPrefix: asText(model['continuing_subword_prefix']),
      wordEndSuffix: asText(model['end_of_word_suffix']),
      ignoresMerges: model['ignore_merges'] === true,
      fusesUnknown: model['fuse_unk'] === true,
      dropout: typeof model['dropout'] === 'number' ? model['dropout'] : 0,
    },
  };
}

function components(value: unknown, listName: string): Component[] {
  if (value === null || value === undefined) {
    return [];
  }
  const component = asRecord(value, `a stage in "${listName}"`);
  const { type } = component;
  if (typeof type !== 'string') {
    throw new Error(`a stage in "${listName}" has no type`);
  }
  if (type === 'Sequence') {
    return asList(component[listName], `"${listName}"`).flatMap((part) =>
      components(part, listName),
    );
  }
  return [{ ...component, type }];
}

function readAddedToken(value: unknown): AddedToken {
  const token = asRecord(value, 'an added token');
  const { id, content } = token;
  if (typeof id !== 'number' || typeof content !== 'string') {
    throw new Error('an added token has no id or no content');
  }
  return {
    id,
    content,
    special: token['special'] === true,
    singleWord: token['single_word'] === true,
    leftStrip: token['lstrip'] === true,
    rightStrip: token['rstrip'] === true,
    normalized: token['normalized'] === true,
  };
}

/** Files written by older versions of the library do not name the type of their model. */
function modelType(model: Readonly<Record<string, unknown>>): ModelType {
  const { type } = model;
  if (type === 'BPE' || type === 'WordPiece' || type === 'Unigram' || type === 'WordLevel') {
    return type;
  }
  if (type !== undefined) {
    throw new Error('"model" has an unknown type');
  }
  if (Array.isArray(model['vocab'])) {
    return 'Unigram';
  }
  if (model['merges'] !== undefined) {
    return 'BPE';
  }
  return model['max_input_chars_per_word'] === undefined ? 'WordLevel' : 'WordPiece';
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asRecord(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${name} is not a JSON object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function asList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${name} is not a list`);
  }
  return value;
}
