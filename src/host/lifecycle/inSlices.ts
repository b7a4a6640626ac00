/** Milliseconds of work at a time: well below what a person feels, or another extension. */
const slice = 8;

/**
 * Runs work to its end in slices, between which other work of this thread goes on.
 * @param work yields where it may be interrupted.
 */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + slice;
    do {
      const { done, value } = work.next();
      if (done) {
        return value;
      }
    } while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
