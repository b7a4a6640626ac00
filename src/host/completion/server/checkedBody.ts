/** What an answer has at most: 511 tokens with five alternatives each are less than 1 MB. */
const totalBytes = 16 * 2 ** 20;

/** What an event of a stream has at most: the client looks through all of it again with each packet. */
const eventBytes = 2 ** 18;

/** What is wrong with a body. */
export type BodyProblem = 'notUtf8' | 'tooLong';

/**
 * Passes a body on as it is, as long as it is UTF-8 and not absurdly long. What is right before that
 * is passed on first: a reader loses no event that came.
 * @param events whether it is a stream of events, which blank lines end.
 * @param fail makes the error that the reader gets.
 */
export function checkedBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  events: boolean,
  fail: (problem: BodyProblem) => Error,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const check = new BodyCheck(events);
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    pull: async (controller) => {
      if (check.problem) {
        controller.error(fail(check.problem));
        void reader.cancel();
        return;
      }
      const { value, done } = await reader.read();
      if (done) {
        if (check.complete()) {
          controller.close();
        } else {
          controller.error(fail('notUtf8'));
        }
        return;
      }
      controller.enqueue(value.subarray(0, check.take(value)));
    },
    cancel: (reason) => reader.cancel(reason),
  };
  // Nothing waits here: an error would throw away what does.
  return new ReadableStream(source, { highWaterMark: 0 });
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Looks at a body line by line. */
class BodyCheck {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #total = 0;
  #event = 0;
  #problem: BodyProblem | null = null;

  constructor(private readonly events: boolean) {}

  get problem(): BodyProblem | null {
    return this.#problem;
  }

  /** How many bytes of the chunk are right, up to the end of a line where it has a problem. */
  take(chunk: Uint8Array): number {
    for (let from = 0; from < chunk.length;) {
      const at = chunk.indexOf(newline, from);
      const to = at < 0 ? chunk.length : at + 1;
      const line = chunk.subarray(from, to);
      const blank = line.length === 1 || (line.length === 2 && line[0] === carriageReturn);
      this.#total += line.length;
      this.#event = at >= 0 && blank ? 0 : this.#event + line.length;
      if (this.#total > totalBytes || (this.events && this.#event > eventBytes)) {
        this.#problem = 'tooLong';
        return from;
      }
      if (!this.#isText(line)) {
        this.#problem = 'notUtf8';
        return from;
      }
      from = to;
    }
    return chunk.length;
  }

  /** Whether the body may end here: not within a character. */
  complete(): boolean {
    return this.#isText();
  }

  #isText(bytes?: Uint8Array): boolean {
    try {
      this.#decoder.decode(bytes, { stream: bytes !== undefined });
      return true;
    } catch {
      return false;
    }
  }
}
