import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/browser';
import { vscodeApi } from './vscodeApi';

/** Reads what the extension posts to this webview. */
export class WebviewMessageReader extends AbstractMessageReader implements MessageReader {
  listen(callback: DataCallback): Disposable {
    const listener = (event: MessageEvent<Partial<Message>>) => {
      // Browser extensions and tools post to windows too.
      if (event.data.jsonrpc === '2.0') callback(event.data as Message);
    };
    window.addEventListener('message', listener);
    return { dispose: () => window.removeEventListener('message', listener) };
  }
}

/** Posts to the extension. */
export class WebviewMessageWriter extends AbstractMessageWriter implements MessageWriter {
  write(message: Message): Promise<void> {
    vscodeApi.postMessage(message);
    return Promise.resolve();
  }

  /** A webview's channel has no end of its own. */
  end(): void {
    this.fireClose();
  }
}
