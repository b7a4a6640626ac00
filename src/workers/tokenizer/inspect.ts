import { TokenscopeError } from '../../common/errors';
import type { Inspection } from '../../common/protocol/tokenizer/added';
import { readAddedFile } from '../tokenization/addedTokenizerFile';
import { toInvalidTokenizer, InvalidTokenizer } from '../tokenization/invalidTokenizer';
import { loadTokenizer } from '../tokenization/loadTokenizer';
import type { TokenizerSpec } from '../tokenization/spec';
import { isByteLevel } from '../tokenization/tokenBytes';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import { cutRule } from './cutRule';
import { frameOf } from './frame';
import { limitMemory } from './memoryLimit';
import { trialTexts } from './trialTexts';

/**
 * Answers `tokenizer/inspect`.
 * @throws TokenscopeError `TokenizerRefused`, naming the file. A malicious file can also end the
 * process or keep it busy for ever.
 */
export async function inspectFile(file: string): Promise<Inspection> {
  limitMemory();
  try {
    const { bytes, sha256 } = await readAddedFile(file);
    const open = loadTokenizer(bytes);
    if (open.spec.model.dropout > 0) {
      throw new InvalidTokenizer('randomIds', String(open.spec.model.dropout));
    }
    await tryOut(open);
    return {
      method: methodOf(open.spec),
      vocabulary: open.vocabularySize,
      bytes: bytes.length,
      sha256,
    };
  } catch (error) {
    const { problem, message } = toInvalidTokenizer(error, 'cannotEncode');
    throw new TokenscopeError('TokenizerRefused', { file, problem, detail: message });
  }
}

/** Does all that the live process will do with it. */
async function tryOut(open: OpenTokenizer): Promise<void> {
  cutRule(open);
  await frameOf(open, false, true);
  for (const text of trialTexts) {
    const encoding = await open.tokenizer.encode(text, null, { addSpecialTokens: true });
    await open.tokenizer.decode(encoding.getIds(), false);
  }
}

function methodOf(spec: TokenizerSpec): string {
  const { type, byteFallback } = spec.model;
  if (type === 'BPE' && isByteLevel(spec)) {
    return 'byte-level BPE';
  }
  return byteFallback ? `${type} with byte fallback` : type;
}
