import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';
import type { OpenModel } from './openModel';

export interface MaskToken {
  readonly id: number;
  /** As it is written in a text, such as `[MASK]` or `<mask>`. */
  readonly content: string;
}

/**
 * The mask token of a masked model.
 * @throws TokenscopeError `WrongModelKind` for a model that has none.
 */
export function requireMask({ maskToken, ref }: Pick<OpenModel, 'maskToken' | 'ref'>): MaskToken {
  if (maskToken === null) {
    throw new TokenscopeError('WrongModelKind', { model: ref.id, needed: 'fill-mask' });
  }
  return maskToken;
}

const usual = ['[MASK]', '<mask>'];

/**
 * The mask token of a model: the one that `tokenizer_config.json` names, else an added token of a
 * usual name. Null for models without one.
 */
export async function readMaskToken(
  folder: string,
  open: OpenTokenizer,
): Promise<MaskToken | null> {
  for (const content of [await configured(folder), ...usual]) {
    const id = content === null ? null : open.tokenizer.tokenToId(content);
    if (content !== null && id !== null) {
      return { id, content };
    }
  }
  return null;
}

/** `mask_token` is a string, or an object of an added token. The file is optional. */
async function configured(folder: string): Promise<string | null> {
  try {
    const json: unknown = JSON.parse(
      await readFile(path.join(folder, 'tokenizer_config.json'), 'utf8'),
    );
    const mask = (json as { readonly mask_token?: unknown }).mask_token;
    const content =
      typeof mask === 'object' && mask !== null && 'content' in mask ? mask.content : mask;
    return typeof content === 'string' ? content : null;
  } catch {
    return null;
  }
}
