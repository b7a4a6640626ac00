import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import * as documents from '../../../../src/common/protocol/tokenizer/documents';
import type { OffsetRange, TokenizerRef } from '../../../../src/common/protocol/tokenizer/tokens';

/** The ids of the tokenizers that come with the product. */
export const tokenizerIds = [
  'bert-base-uncased',
  'bert-base-cased',
  'gpt2',
  'roberta-base',
  't5-small',
  'phi-3-mini',
] as const;

/** A bundled tokenizer, as the host names it. */
export function tokenizerRef(id: string): TokenizerRef {
  return { id, file: path.resolve('models', 'tokenizers', id, 'tokenizer.json') };
}

export function whole(text: string): OffsetRange {
  return { start: 0, end: text.length };
}

/** The tokenizer process's bundle, run by plain Node as the host runs it. */
export class Client {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  readonly stderr: string[] = [];

  /** @param execPath what runs the bundle, such as a script that sets limits first. */
  constructor(bundle = path.resolve('dist', 'tokenizer.js'), execPath = process.execPath) {
    const env = { ...process.env };
    delete env['NODE_OPTIONS'];
    this.child = fork(bundle, [], {
      serialization: 'advanced',
      execPath,
      execArgv: [],
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.stderr?.on('data', (data: Buffer) => this.stderr.push(data.toString()));
    this.connection = createMessageConnection(
      new IPCMessageReader(this.child),
      new IPCMessageWriter(this.child),
    );
    this.connection.listen();
  }

  /** Opens a document in pieces; resolves once they are sent. */
  async open(
    uri: string,
    text: string,
    { version = 1, pieceLength = documents.pieceLength, last = true } = {},
  ): Promise<void> {
    for (let index = 0; index === 0 || index * pieceLength < text.length; index++) {
      const end = (index + 1) * pieceLength;
      await this.connection.sendNotification(documents.openPiece, {
        uri,
        version,
        index,
        text: text.slice(index * pieceLength, end),
        last: last && end >= text.length,
      });
    }
  }

  /** Ends the process; resolves to its exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    const code =
      child.exitCode ??
      (await new Promise((resolve) => {
        child.once('exit', resolve);
        child.disconnect();
      }));
    this.connection.dispose();
    return code;
  }
}
