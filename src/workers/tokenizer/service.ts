import { setTimeout } from 'node:timers/promises';
import type { MessageConnection } from 'vscode-jsonrpc';
import { inspectTokenizer, longestCall } from '../../common/protocol/tokenizer/added';
import { change, close, openPiece } from '../../common/protocol/tokenizer/documents';
import { tokenExport, tokenExportProgress } from '../../common/protocol/tokenizer/tokenExport';
import {
  tokenList,
  tokenListProgress,
  type TokenChunk,
} from '../../common/protocol/tokenizer/tokenList';
import { tokenStrings } from '../../common/protocol/tokenizer/tokenStrings';
import { decode, decodeTokens, encode } from '../../common/protocol/tokenizer/encode';
import {
  countProgress,
  tokensCount,
  tokensDescribe,
  tokensWindow,
} from '../../common/protocol/tokenizer/tokens';
import { workbench } from '../../common/protocol/tokenizer/workbench';
import { serve } from '../../common/rpc/serve';
import { checkList, checkRanges } from './check';
import { countTokens } from './count';
import { decodeIds } from './decode';
import { decodeById } from './decodeTokens';
import { describeTokens } from './describe';
import { Documents } from './documents';
import { encodeDocuments } from './encode';
import { frameOf, frameSize } from './frame';
import { exportTokens } from './list/exportTokens';
import { listTokens } from './list/listTokens';
import { inspectFile } from './inspect';
import { LibraryCalls } from './libraryCalls';
import { PieceEncoder } from './pieceEncoder';
import { onDocuments, withSignal } from './requests';
import { Tokenizers } from './tokenizers';
import { windowOf } from './window';
import { documentsOf } from './workbench/documentsOf';
import { encodeBatch } from './workbench/workbench';

/** Registers everything that the tokenizer process answers. Warnings go to `warn`, without text. */
export function serveTokenizer(
  connection: MessageConnection,
  warn: (message: string) => void,
): void {
  const documents = new Documents(warn);
  const calls = new LibraryCalls();
  const tokenizers = new Tokenizers(calls);
  const encoder = new PieceEncoder();

  connection.onNotification(openPiece, (params) => documents.openPiece(params));
  connection.onNotification(change, (params) => documents.change(params));
  connection.onNotification(close, (params) => documents.close(params));

  serve(connection, tokensWindow, (params, token) =>
    onDocuments(documents, [params.document], token, async ([snapshot], signal) => {
      const tokenizer = await tokenizers.get(params.tokenizer);
      return windowOf(encoder, tokenizer, snapshot, params, signal);
    }),
  );
  serve(connection, tokensCount, (params, token) =>
    onDocuments(documents, [params.document], token, async ([snapshot], signal) => {
      const { selections, addSpecialTokens, progress } = params;
      checkList('selections', selections);
      checkRanges('selections', selections, snapshot.text.length);
      const tokenizer = await tokenizers.get(params.tokenizer);
      const report = (share: number): void => {
        void connection.sendProgress(countProgress, progress ?? '', share);
      };
      const count = await countTokens(encoder, tokenizer, snapshot, selections, {
        signal,
        ...(progress !== undefined && { progress: report }),
      });
      const added = frameSize(await frameOf(tokenizer.open, false, addSpecialTokens));
      return { ...count, tokens: count.tokens + added * selections.length };
    }),
  );
  serve(connection, tokensDescribe, (params, token) =>
    onDocuments(documents, [params.document], token, async ([snapshot], signal) => {
      const tokenizer = await tokenizers.get(params.tokenizer);
      return describeTokens(encoder, tokenizer, snapshot, params, signal);
    }),
  );
  serve(connection, tokenList, (params, token) =>
    onDocuments(documents, [params.document], token, async ([snapshot], signal) => {
      const tokenizer = await tokenizers.get(params.tokenizer);
      const tell = (chunk: TokenChunk): void => {
        void connection.sendProgress(tokenListProgress, params.progress, chunk);
      };
      return listTokens(encoder, tokenizer, snapshot, params, tell, signal);
    }),
  );
  serve(connection, tokenExport, (params, token) =>
    withSignal(token, async (signal) => {
      // The text as it was asked for: edits go on meanwhile and do not end an export.
      const snapshot = await documents.read(params.document);
      const tokenizer = await tokenizers.get(params.tokenizer);
      const report = (share: number): void => {
        void connection.sendProgress(tokenExportProgress, params.progress, share);
      };
      return exportTokens(encoder, tokenizer, snapshot, params, report, signal);
    }),
  );
  serve(connection, encode, (params, token) => {
    const others = params.pair === undefined ? [] : [params.pair];
    return onDocuments(documents, [params.text, ...others], token, async (snapshots, signal) => {
      const tokenizer = await tokenizers.get(params.tokenizer);
      return encodeDocuments(encoder, tokenizer, snapshots, params, signal);
    });
  });
  serve(connection, workbench, (params, token) => {
    const refs = documentsOf(params.texts);
    return onDocuments(documents, refs, token, async (snapshots, signal) => {
      const { open } = await tokenizers.get(params.tokenizer);
      const textOf = new Map(refs.map(({ uri }, index) => [uri, snapshots[index]?.text ?? '']));
      return encodeBatch(open, params, textOf, signal);
    });
  });
  serve(connection, decode, ({ tokenizer, ids, skipSpecialTokens }, token) =>
    withSignal(token, async () => {
      const { open } = await tokenizers.get(tokenizer);
      return decodeIds(open, ids, skipSpecialTokens);
    }),
  );
  serve(connection, tokenStrings, ({ tokenizer, ids }, token) =>
    withSignal(token, async () => {
      const { open } = await tokenizers.get(tokenizer);
      return Array.from(ids, (id) => open.token(id));
    }),
  );
  serve(connection, inspectTokenizer, ({ file }) => inspectFile(file));
  serve(connection, longestCall, async ({ after }) => {
    await setTimeout(after);
    return calls.longest();
  });
  serve(connection, decodeTokens, ({ tokenizer, ids, skipSpecialTokens }, token) =>
    withSignal(token, async () => {
      const { open } = await tokenizers.get(tokenizer);
      return decodeById(open, ids, skipSpecialTokens);
    }),
  );
}
