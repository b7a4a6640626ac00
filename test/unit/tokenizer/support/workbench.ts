import {
  workbench,
  type EncodeOptions,
  type PaddingOptions,
  type TruncationOptions,
  type WorkbenchResult,
} from '../../../../src/common/protocol/tokenizer/workbench';
import { fromResponseError } from '../../../../src/common/rpc/errors';
import { defaultEncodeOptions } from '../../../../src/common/tokens/encodeLimits';
import { tokenizerRef, whole, type Client } from './client';

export interface BatchText {
  readonly text: string;
  readonly pair?: string | undefined;
}

/** The default options with some changed. */
export function encodeOptions(
  padding: Partial<PaddingOptions> = {},
  truncation: Partial<TruncationOptions> = {},
  addSpecialTokens = true,
): EncodeOptions {
  return {
    addSpecialTokens,
    padding: { ...defaultEncodeOptions.padding, ...padding },
    truncation: { ...defaultEncodeOptions.truncation, ...truncation },
  };
}

/** Opens the texts as documents of their own and encodes them; rejects as the host sees it. */
export async function encodeBatchWith(
  client: Client,
  id: string,
  texts: readonly BatchText[],
  options: EncodeOptions,
): Promise<WorkbenchResult> {
  const ref = async (
    uri: string,
    text: string,
  ): Promise<{ document: { uri: string; version: number }; range: ReturnType<typeof whole> }> => {
    await client.open(uri, text);
    return { document: { uri, version: 1 }, range: whole(text) };
  };
  const refs = [];
  for (const [index, { text, pair }] of texts.entries()) {
    refs.push({
      text: await ref(`text-${index}`, text),
      ...(pair !== undefined && { pair: await ref(`pair-${index}`, pair) }),
    });
  }
  return client.connection
    .sendRequest(workbench, { tokenizer: tokenizerRef(id), texts: refs, options })
    .catch((error: unknown) => {
      throw fromResponseError(error);
    });
}
