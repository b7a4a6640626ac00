import { CancellationTokenSource, type CancellationToken, type Disposable } from 'vscode';

/** Holds at most one run: a new one cancels the old one. */
export class SingleSlot implements Disposable {
  #current: CancellationTokenSource | null = null;

  get busy(): boolean {
    return this.#current !== null;
  }

  /** Runs `work` with a token that the next run, {@link cancel} or {@link dispose} cancels. */
  async run<T>(work: (token: CancellationToken) => Promise<T>): Promise<T> {
    this.cancel();
    const source = new CancellationTokenSource();
    this.#current = source;
    try {
      return await work(source.token);
    } finally {
      if (this.#current === source) {
        this.#current = null;
      }
      source.dispose();
    }
  }

  cancel(): void {
    this.#current?.cancel();
    this.#current = null;
  }

  dispose(): void {
    this.cancel();
  }
}
