import { TokenscopeError } from '../../../common/errors';
import { checkNumber } from '../../../common/numbers';
import type { DocumentRef } from '../../../common/protocol/tokenizer/tokens';
import type { TextRef, WorkbenchText } from '../../../common/protocol/tokenizer/workbench';
import { batchLimits } from '../../../common/tokens/encodeLimits';
import { checkList } from '../check';

/**
 * The documents of a batch, each once.
 * @throws TokenscopeError `InvalidParameter` for too many texts, `EmptyText` for none, `PairMissing`
 * when only some have a pair, `DocumentChanged` when a document is named at two versions.
 */
export function documentsOf(
  texts: readonly WorkbenchText[],
): readonly [DocumentRef, ...DocumentRef[]] {
  checkList('texts', texts);
  checkNumber('texts', texts.length, { minimum: 0, maximum: batchLimits.texts });
  const missing = texts.findIndex(({ pair }) => pair === undefined);
  if (missing !== -1 && texts.some(({ pair }) => pair !== undefined)) {
    throw new TokenscopeError('PairMissing', { field: 'pairs', text: missing + 1 });
  }
  const documents = new Map<string, DocumentRef>();
  for (const { document } of partsOf(texts)) {
    const known = documents.get(document.uri);
    if (known !== undefined && known.version !== document.version) {
      throw new TokenscopeError('DocumentChanged', {});
    }
    documents.set(document.uri, document);
  }
  const [first, ...others] = documents.values();
  if (first === undefined) {
    throw new TokenscopeError('EmptyText', {});
  }
  return [first, ...others];
}

/** Every text of a batch, each followed by its pair. */
export function partsOf(texts: readonly WorkbenchText[]): readonly TextRef[] {
  return texts.flatMap(({ text, pair }) => (pair ? [text, pair] : [text]));
}
