import type { Disposable } from 'vscode';
import { ContextKey } from '../../common/contributions';
import { ManagedContextKey } from './contextKey';

/** The runs that a person can cancel with Escape or "Cancel"; keeps the context key `tokenscope.running`. */
export class Runs implements Disposable {
  readonly #cancels = new Set<() => void>();
  readonly #running = new ManagedContextKey<boolean>(ContextKey.running);

  /** Holds `cancel` for as long as `work` takes. */
  async track<T>(cancel: () => void, work: Promise<T>): Promise<T> {
    this.#cancels.add(cancel);
    this.#running.value = true;
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
  }
}
