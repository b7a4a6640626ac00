/** Says when a process crashed so often that starting it again would be pointless. */
export class CrashLimit {
  #crashes: number[] = [];

  /** Crashes that are tolerated, and the milliseconds in which they are counted. */
  constructor(
    private readonly limit = 3,
    private readonly period = 60_000,
  ) {}

  record(now = Date.now()): void {
    this.#crashes = [...this.#crashes.filter((time) => now - time < this.period), now];
  }

  /** Once reached, it holds until {@link reset}: the user has to ask again. */
  get reached(): boolean {
    return this.#crashes.length >= this.limit;
  }

  reset(): void {
    this.#crashes = [];
  }
}
