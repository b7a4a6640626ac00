interface WithStatus {
  readonly status: 'empty' | 'running' | 'done' | 'failed';
}

/** A view's state, and the last one that no run was under way in: what an unfinished run falls back to. */
export class SettledState<State extends WithStatus> {
  #now: State;
  #settled: State;

  constructor(
    initial: State,
    private readonly onChange: () => void,
  ) {
    this.#now = initial;
    this.#settled = initial;
  }

  get now(): State {
    return this.#now;
  }

  get settled(): State {
    return this.#settled;
  }

  set(change: Partial<State>): void {
    this.#change(change);
    this.onChange();
  }

  /** Changes what an unfinished run falls back to, too. */
  setThrough(change: Partial<State>): void {
    this.#settled = { ...this.#settled, ...change };
    this.set(change);
  }

  /** Changes the state without a word to anybody. */
  setQuietly(change: Partial<State>): void {
    this.#change(change);
  }

  /** Goes back to the last settled state, with a change. */
  back(change: Partial<State> = {}): void {
    this.set({ ...this.#settled, ...change });
  }

  #change(change: Partial<State>): void {
    this.#now = { ...this.#now, ...change };
    const { status } = this.#now;
    if (status === 'done' || status === 'empty') {
      this.#settled = this.#now;
    }
  }
}
