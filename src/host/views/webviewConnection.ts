import type { Webview } from 'vscode';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type Disposable,
  type DataCallback,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc';

class WebviewReader extends AbstractMessageReader {
  constructor(private readonly webview: Webview) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    return this.webview.onDidReceiveMessage((message: Message) => callback(message));
  }
}

class WebviewWriter extends AbstractMessageWriter {
  constructor(private readonly webview: Webview) {
    super();
  }

  async write(message: Message): Promise<void> {
    // False means that the view is hidden: it asks for the whole state when it is shown again.
    await this.webview.postMessage(message);
  }

  end(): void {
    // A webview is closed by VS Code.
  }
}

/** Typed requests and notifications over a webview's `postMessage`; call `listen()` on the result. */
export function connectToWebview(webview: Webview): MessageConnection {
  return createMessageConnection(new WebviewReader(webview), new WebviewWriter(webview));
}
