import * as l10n from '@vscode/l10n';
import {
  createMessageConnection,
  type NotificationType,
  type NotificationType0,
  type RequestType,
  type RequestType0,
} from 'vscode-jsonrpc/browser';
import {
  cancel,
  initialize,
  runAction,
  type ViewActionId,
} from '../../src/common/protocol/views/view';
import { WebviewMessageReader, WebviewMessageWriter } from './messages';

/** The extension host, as a view sees it. */
export class Host {
  readonly #connection = createMessageConnection(
    new WebviewMessageReader(),
    new WebviewMessageWriter(),
  );
  #initialized: Promise<void> = Promise.resolve();

  /** Calls `handler` with each notification, once the texts of the display language are there. */
  on<P>(type: NotificationType<P>, handler: (params: P) => void): void {
    this.#connection.onNotification(type, (params) => {
      void this.#initialized.then(() => handler(params));
    });
  }

  /** Says that this view listens; the host answers with texts and then sends its first state. */
  start(): void {
    this.#connection.listen();
    this.#initialized = this.#connection.sendRequest(initialize).then(
      ({ l10n: contents }) => {
        if (contents !== null) l10n.config({ contents: { ...contents } });
      },
      // English is better than nothing; the host has logged what went wrong.
      () => undefined,
    );
  }

  tell(type: NotificationType0): void;
  tell<P>(type: NotificationType<P>, params: P): void;
  tell<P>(type: NotificationType<P> | NotificationType0, params?: P): void {
    void this.#connection.sendNotification(type.method, params);
  }

  /** Asks the host to do something; false when it refused, and its next state says why. */
  async ask(type: RequestType0<boolean, unknown>): Promise<boolean>;
  async ask<P>(type: RequestType<P, boolean, unknown>, params: P): Promise<boolean>;
  async ask<P>(
    type: RequestType<P, boolean, unknown> | RequestType0<boolean, unknown>,
    params?: P,
  ): Promise<boolean> {
    try {
      return await this.#connection.sendRequest<boolean>(type.method, params);
    } catch {
      return false;
    }
  }

  /** Asks the host for something. It throws what the host answered with. */
  request<P, R>(type: RequestType<P, R, unknown>, params: P): Promise<R> {
    return this.#connection.sendRequest<R>(type.method, params);
  }

  runAction(id: ViewActionId): void {
    this.tell(runAction, { id });
  }

  cancel(): void {
    this.tell(cancel);
  }
}
