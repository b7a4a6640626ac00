/** A value of a table; null is missing. */
export type Cell = string | number | boolean | null;

/** A column of an exported table, as Frictionless Table Schema describes fields. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly description: string;
}
