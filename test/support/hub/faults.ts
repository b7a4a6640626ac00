/** How the hub misbehaves. */
export type FaultKind =
  /** Sends the headers and `at` bytes of the answer, then breaks the connection. */
  | { readonly kind: 'cut'; readonly at: number }
  /** Sends `bytes` at a time, with a pause in between. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly milliseconds: number }
  /** Takes the request and says nothing. */
  | { readonly kind: 'hang' }
  /** Sends the headers and half of the answer, and then nothing more. */
  | { readonly kind: 'silence' }
  /** Sends a whole file of another length. */
  | { readonly kind: 'wrongLength'; readonly by: number }
  /** Sends a file of the right length in which one byte is wrong. */
  | { readonly kind: 'wrongHash' }
  | { readonly kind: 'html' }
  | { readonly kind: 'lfsPointer' }
  /** Says another ETag than it listed. */
  | { readonly kind: 'staleEtag' }
  | { readonly kind: 'redirectLoop' }
  | { readonly kind: 'redirectTo'; readonly location: string }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Sends everything although a part was asked for. */
  | { readonly kind: 'ignoreRange' }
  /** Sends another part than was asked for. */
  | { readonly kind: 'wrongRange' };

export type Fault = FaultKind & {
  /** The part of an address that it is about; everything by default. */
  readonly on?: string;
  /** How often it happens; always by default. */
  readonly times?: number;
};

/** The faults of a server, in the order in which they happen. */
export class Faults {
  #left: { readonly fault: Fault; times: number }[] = [];

  add(fault: Fault): void {
    this.#left.push({ fault, times: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#left = [];
  }

  /** The fault of one request, counted; null for none. `kinds` are those that can happen at this place. */
  take(address: string, kinds: readonly FaultKind['kind'][]): Fault | null {
    const found = this.#left.find(
      ({ fault, times }) =>
        times > 0 && address.includes(fault.on ?? '') && kinds.includes(fault.kind),
    );
    if (found === undefined) return null;
    found.times--;
    return found.fault;
  }
}
