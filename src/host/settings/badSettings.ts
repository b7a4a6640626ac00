import { workspace } from 'vscode';
import type { TokenscopeError } from '../../common/errors';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';

/** Tells of each wrong setting once, until a setting changes. */
export class BadSettings extends Disposables {
  readonly #told = new Set<string>();

  constructor(private readonly errors: ErrorReporter) {
    super();
    this.add(workspace.onDidChangeConfiguration(() => this.#told.clear()));
  }

  report(error: TokenscopeError<'InvalidParameter'>): void {
    if (!this.#told.has(error.message)) {
      this.#told.add(error.message);
      this.errors.show(error);
    }
  }
}
