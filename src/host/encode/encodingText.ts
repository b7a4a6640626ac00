import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import type { WorkbenchResult } from '../../common/protocol/tokenizer/workbench';
import type { EncodeForm, EncodeFormat } from '../../common/protocol/views/encode';
import { tokenizerSource, type CodeInput } from '../../common/tokens/codeInput';
import { tensorDictionary, torchDictionary } from '../../common/tokens/tensorText';
import { transformersCode } from '../../common/tokens/transformersCode';

/** A result that is shown, with all that a copy of it needs. */
export interface Encoded {
  readonly tokenizer: TokenizerRef;
  readonly texts: CodeInput['texts'];
  readonly form: EncodeForm;
  readonly result: WorkbenchResult;
}

/**
 * A result for the clipboard; null as PyTorch code when the rows differ in length, which no tensor can
 * hold.
 */
export function encodingText(
  { tokenizer, texts, form, result }: Encoded,
  format: EncodeFormat,
): string | null {
  const { rows, facts, frame, padId } = result;
  switch (format) {
    case 'dictionary':
      return tensorDictionary(rows, facts.inputNames);
    case 'torch':
      return torchDictionary(rows, facts.inputNames);
    case 'python':
    case 'javascript': {
      const source = tokenizerSource(tokenizer.id, tokenizer.file);
      const longest = rows.reduce((most, { ids }) => Math.max(most, ids.length), 0);
      const { options } = form;
      return transformersCode({ source, texts, options, facts, frame, padId, longest }, format);
    }
  }
}
