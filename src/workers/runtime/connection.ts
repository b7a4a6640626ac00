import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

/**
 * The connection to the process that forked this one (`child_process.fork` with
 * `serialization: 'advanced'`). Register handlers on it, then call `listen()`.
 * The process ends when the channel closes, so that a closed window leaves no orphan.
 */
export function connectToParent(): MessageConnection {
  if (process.send === undefined) {
    throw new Error('This program is started by Tokenscope, over an IPC channel.');
  }
  process.once('disconnect', () => process.exit(0));
  return createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
}
