/** A class of events that names their type. */
interface EventClass<E extends Event> {
  readonly type: string;
  new (...values: never[]): E;
}

/** Calls `work` with each event of a class that comes to an element. */
export function listen<E extends Event>(
  element: HTMLElement,
  kind: EventClass<E>,
  work: (event: E) => unknown,
): void {
  element.addEventListener(kind.type, (event) => {
    if (event instanceof kind) void work(event);
  });
}
