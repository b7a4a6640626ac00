import { EventEmitter, type Disposable } from 'vscode';
import { ContextKey } from '../../common/contributions';
import { ManagedContextKey } from './contextKey';

/** The runs that a person can cancel with Escape or "Cancel"; keeps the context key `tokenscope.running`. */
export class Runs implements Disposable {
  readonly #cancels = new Set<() => void>();
  readonly #didBegin = new EventEmitter<void>();
  readonly onDidBegin = this.#didBegin.event;
  readonly #running = new ManagedContextKey<boolean>(ContextKey.running);

  get busy(): boolean {
    return this.#cancels.size > 0;
  }

  /** Holds `cancel` for as long as `work` takes. */
  async track<T>(cancel: () => void, work: Promise<T>): Promise<T> {
    this.#cancels.add(cancel);
    this.#running.value = true;
    this.#didBegin.fire();
    try {
      return await work;
    } finally {
      this.#cancels.delete(cancel);
      this.#running.value = this.#cancels.size > 0;
    }
  }

  cancelAll(): void {
    for (const cancel of this.#cancels) {
      cancel();
    }
  }

  dispose(): void {
    this.cancelAll();
    this.#didBegin.dispose();
  }
}
