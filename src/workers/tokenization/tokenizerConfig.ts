import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../common/errors';
import type { InputName, TokenizerFacts } from '../../common/protocol/tokenizer/workbench';

/**
 * Tokenizer classes of Python's `transformers` 5 that come as a `tokenizer.json` and whose
 * `model_input_names` have token type ids; every other class leaves them out.
 */
const classesWithTypeIds: ReadonlySet<string> = new Set([
  'BertTokenizer',
  'CodeGenTokenizer',
  'DebertaTokenizer',
  'DebertaV2Tokenizer',
  'ElectraTokenizer',
  'FNetTokenizer',
  'LayoutLMTokenizer',
  'MobileBertTokenizer',
]);

/** `transformers` writes 1e30 for "no limit". */
const largestMaxLength = 1e9;

/**
 * Reads the `tokenizer_config.json` beside a `tokenizer.json`. Without one, nothing is known but what
 * `transformers` takes for granted: ids and attention mask.
 * @param file absolute path of the `tokenizer.json`.
 * @throws TokenscopeError `FileCorrupt`, naming the configuration's file.
 */
export async function readTokenizerFacts(file: string): Promise<TokenizerFacts> {
  const configFile = path.join(path.dirname(file), 'tokenizer_config.json');
  const config = await readConfig(configFile);
  const length = config['model_max_length'];
  return {
    inputNames: inputNames(config),
    padToken: tokenContent(config['pad_token']),
    modelMaxLength: typeof length === 'number' && length < largestMaxLength ? length : null,
  };
}

async function readConfig(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const config: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof config !== 'object' || config === null || Array.isArray(config)) {
      throw new Error('not a JSON object');
    }
    return config as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return {};
    }
    const reason = error instanceof Error ? error.message : String(error);
    // The parser's message may quote the file at length.
    throw new TokenscopeError('FileCorrupt', { file, reason: reason.slice(0, 200) });
  }
}

function inputNames(config: Readonly<Record<string, unknown>>): readonly InputName[] {
  const { model_input_names: named, tokenizer_class: className } = config;
  const withTypeIds = Array.isArray(named)
    ? named.includes('token_type_ids')
    : typeof className === 'string' && classesWithTypeIds.has(className.replace(/Fast$/, ''));
  return withTypeIds
    ? ['input_ids', 'token_type_ids', 'attention_mask']
    : ['input_ids', 'attention_mask'];
}

/** A token is written as its text, or as an object that holds it. */
function tokenContent(token: unknown): string | null {
  const content =
    typeof token === 'object' && token !== null && 'content' in token ? token.content : token;
  return typeof content === 'string' ? content : null;
}
