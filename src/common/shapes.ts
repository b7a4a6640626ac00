/** Says whether a value from outside, such as a part of a JSON file, is of some form. */
export type Check = (value: unknown) => boolean;

/** A finite number. */
export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const positive: Check = (value) => number(value) && (value as number) > 0;
export const flag: Check = (value) => typeof value === 'boolean';
export const text: Check = (value) => typeof value === 'string';

/** A list, of this many items where `length` is given. */
export const listOf =
  (check: Check, length?: number): Check =>
  (value) =>
    Array.isArray(value) &&
    (length === undefined || value.length === length) &&
    value.every((item) => check(item));

/** An object whose fields pass these checks; a field that is not there is checked as undefined. */
export const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Readonly<Record<string, unknown>>)[name]),
    );

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

/** A string that matches. */
export const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
