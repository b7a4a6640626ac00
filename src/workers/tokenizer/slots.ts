/**
 * Lets a few jobs run at once; the others wait in line. An urgent job goes before all others, and one
 * of them may run beside the few, so that it never waits for long ones.
 */
export class Slots {
  #running = 0;
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly count: number) {}

  /** Runs `job` once there is room for it. */
  async run<T>(urgent: boolean, job: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      (urgent ? this.#urgent : this.#waiting).push(start);
      this.#startNext();
    });
    try {
      return await job();
    } finally {
      this.#running--;
      this.#startNext();
    }
  }

  #startNext(): void {
    const next =
      (this.#running <= this.count ? this.#urgent.shift() : undefined) ??
      (this.#running < this.count ? this.#waiting.shift() : undefined);
    if (next !== undefined) {
      this.#running++;
      next();
    }
  }
}
