import {
  commands,
  l10n,
  Uri,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { MessageConnection, NotificationType } from 'vscode-jsonrpc';
import { cancel, initialize, runAction } from '../../common/protocol/views/view';
import { runAction as run } from '../errors/actions';
import { connectToWebview } from './webviewConnection';
import { viewPage } from './viewPage';

/** A side panel: its page, its connection, and the state that it is sent whole. */
export abstract class StateView<State> implements WebviewViewProvider {
  #connection: MessageConnection | null = null;
  #view: WebviewView | null = null;
  #ready = false;

  constructor(
    private readonly extensionUri: Uri,
    private readonly id: string,
    private readonly feature: string,
    private readonly element: string,
    private readonly stateType: NotificationType<State>,
  ) {}

  /** The state now, sent when the view appears and after each {@link push}. */
  protected abstract state(): State;
  /** Registers the feature's own requests and notifications. */
  protected abstract handle(connection: MessageConnection): void;
  /** Gives up what runs for this view. */
  protected abstract cancel(): void;

  /** Whether a person can see the view now. */
  get visible(): boolean {
    return this.#view?.visible ?? false;
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#prepare(view.webview);
    const connection = connectToWebview(view.webview);
    this.#connection = connection;
    this.#ready = false;
    connection.onRequest(initialize, () => {
      this.#ready = true;
      setTimeout(() => {
        this.push();
        this.appeared();
      });
      return { l10n: bundle() };
    });
    connection.onNotification(runAction, ({ id }) => void run(id));
    connection.onNotification(cancel, () => this.cancel());
    this.handle(connection);
    connection.listen();
    view.onDidDispose(() => {
      connection.dispose();
      if (this.#connection === connection) {
        this.#connection = null;
        this.#view = null;
      }
    });
  }

  /** The view's page was loaded, for the first time or after it was hidden, and has its state. */
  protected appeared(): void {
    // Most views need nothing beside their state.
  }

  /** Shows the view without taking the focus. */
  async reveal(): Promise<void> {
    await commands.executeCommand(`${this.id}.focus`, { preserveFocus: true });
  }

  /** Sends the whole state to the view, if it listens. */
  push(): void {
    this.notify(this.stateType, this.state());
  }

  protected notify<P>(type: NotificationType<P>, params: P): void {
    if (this.#ready) {
      this.#connection?.sendNotification(type.method, params).catch(() => undefined);
    }
  }

  #prepare(webview: Webview): void {
    const folder = Uri.joinPath(this.extensionUri, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = viewPage({
      feature: this.feature,
      element: this.element,
      source: webview.cspSource,
      address: (file) => webview.asWebviewUri(Uri.joinPath(folder, file)).toString(),
    });
  }
}

/** The display language's texts for the view; null for English. */
function bundle(): Record<string, string> | null {
  return l10n.bundle ?? null;
}
