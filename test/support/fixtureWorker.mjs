// A worker program that behaves as a test asks: it answers, waits, hangs, crashes or blocks.
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProgressType,
} from 'vscode-jsonrpc/node';

const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
process.once('disconnect', () => process.exit(0));
const progress = new ProgressType();

const block = (milliseconds) => {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
};

connection.onRequest('echo', ({ value }) => value);
connection.onRequest('environment', () => ({
  options: process.env.NODE_OPTIONS ?? null,
  electron: process.env.ELECTRON_RUN_AS_NODE ?? null,
  arguments: process.execArgv,
  binary: process.execPath,
}));
connection.onRequest('wait', async ({ milliseconds, progress: token }, cancellation) => {
  for (
    let waited = 0;
    waited < milliseconds && !cancellation.isCancellationRequested;
    waited += 10
  ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (token) void connection.sendProgress(progress, token, waited);
  }
  return cancellation.isCancellationRequested ? 'stopped' : 'waited';
});
connection.onRequest('hang', () => new Promise(() => undefined));
connection.onRequest('block', ({ milliseconds }) => block(milliseconds));
connection.onRequest('load', async ({ milliseconds }) => {
  await connection.sendNotification('models/loading', { loading: ['fixture'] });
  block(milliseconds);
  await connection.sendNotification('models/loading', { loading: [] });
  return 'loaded';
});
connection.onRequest('crash', () => process.exit(3));
connection.onNotification('say', ({ text }) => console.info(text));
connection.listen();
