import {
  openTokenizer,
  type OpenTokenizer,
} from '../../../../src/workers/tokenization/tokenizerFile';
import { tokenizerRef } from './client';

const opened = new Map<string, Promise<OpenTokenizer>>();

/** A bundled tokenizer, opened once for all tests of a file: some take a second. */
export function openBundled(id: Parameters<typeof tokenizerRef>[0]): Promise<OpenTokenizer> {
  const open = opened.get(id) ?? openTokenizer(tokenizerRef(id).file);
  opened.set(id, open);
  return open;
}
