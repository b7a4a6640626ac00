import { commands } from 'vscode';

/** A context key of `when` clauses; VS Code is told only when the value changes. */
export class ManagedContextKey<T> {
  #value: T | undefined;

  constructor(private readonly name: string) {}

  get value(): T | undefined {
    return this.#value;
  }

  set value(value: T | undefined) {
    if (value !== this.#value) {
      this.#value = value;
      void commands.executeCommand('setContext', this.name, value);
    }
  }
}
