/** How long a server may take, in seconds. */
export interface TimeLimits {
  /** From the request to the first token. */
  readonly first: number;
  /** From one token to the next. */
  readonly next: number;
}

/** How long the end of a stream is waited for, once the text is complete: usage comes there. */
const lastSeconds = 2;

/** Ends a request whose server says nothing for too long. */
export class TimeLimit {
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #expired: keyof TimeLimits | null = null;

  constructor(private readonly limits: TimeLimits) {}

  /** Aborted when the time is over, and by {@link abort}. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Which limit was passed, if one was before the text was complete. */
  get expired(): keyof TimeLimits | null {
    return this.#expired;
  }

  /** Begins to count anew; `last` is once the text is complete. */
  start(limit: keyof TimeLimits | 'last'): void {
    this.stop();
    const seconds = limit === 'last' ? lastSeconds : this.limits[limit];
    this.#timer = setTimeout(() => {
      this.#expired = limit === 'last' ? null : limit;
      this.abort();
    }, seconds * 1000);
  }

  abort(): void {
    this.#abort.abort();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
