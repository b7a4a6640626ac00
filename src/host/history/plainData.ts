/** Typed arrays that results hold, by the name under which they are stored. */
const arrays = { Uint8Array, Int32Array, Uint32Array, Float32Array, Float64Array };
type ArrayName = keyof typeof arrays;

interface StoredArray {
  readonly typedArray: ArrayName;
  /** Null stands for what JSON cannot write: not a number. */
  readonly values: readonly (number | null)[];
}

/** Characters that a number takes in JSON, about. */
const numberCharacters = 8;

/** The same data with typed arrays as JSON can hold them. */
export function toPlain(value: unknown): unknown {
  const name = arrayName(value);
  if (name !== null) {
    const values = Array.from(value as Float64Array, (each) => (Number.isNaN(each) ? null : each));
    return { typedArray: name, values } satisfies StoredArray;
  }
  return mapped(value, toPlain);
}

/** What {@link toPlain} was given. */
export function fromPlain(value: unknown): unknown {
  if (isStoredArray(value)) {
    return new arrays[value.typedArray](value.values.map((each) => each ?? Number.NaN));
  }
  return mapped(value, fromPlain);
}

/** Characters that data takes as JSON, about: without writing it, since that takes long for much data. */
export function plainSize(value: unknown): number {
  if (typeof value === 'string') {
    return value.length + 2;
  }
  if (typeof value !== 'object' || value === null) {
    return numberCharacters;
  }
  if (arrayName(value) !== null) {
    return (value as Float64Array).length * numberCharacters;
  }
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + plainSize(each) + (Array.isArray(value) ? 1 : key.length + 4),
    2,
  );
}

function mapped(value: unknown, each: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(each);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]))
    : value;
}

function arrayName(value: unknown): ArrayName | null {
  const names = Object.keys(arrays) as ArrayName[];
  return names.find((name) => value instanceof arrays[name]) ?? null;
}

function isStoredArray(value: unknown): value is StoredArray {
  return (
    typeof value === 'object' &&
    value !== null &&
    'typedArray' in value &&
    Object.hasOwn(arrays, String(value.typedArray))
  );
}
