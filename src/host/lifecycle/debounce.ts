import type { Disposable } from 'vscode';

/** Calls `work` once, `milliseconds` after the last call of {@link Debounce.schedule}. */
export class Debounce implements Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly work: () => void,
  ) {}

  schedule(): void {
    this.cancel();
    this.#timer = setTimeout(this.work, this.milliseconds);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  dispose(): void {
    this.cancel();
  }
}
