import { workspace } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { ErrorReporter } from '../errors/report';
import { Debounce } from '../lifecycle/debounce';
import { Disposables } from '../lifecycle/disposables';

/** Settings are read one after another: what is wrong with those read at once is told at once. */
const gatherMilliseconds = 50;

/** Tells of each wrong setting once, until a setting changes. */
export class BadSettings extends Disposables {
  readonly #told = new Set<string>();
  readonly #telling = this.add(new Debounce(gatherMilliseconds, () => this.#tell()));
  #untold: TokenscopeError<'InvalidParameter'>[] = [];

  constructor(private readonly errors: ErrorReporter) {
    super();
    this.add(workspace.onDidChangeConfiguration(() => this.#told.clear()));
  }

  report(error: TokenscopeError<'InvalidParameter'>): void {
    if (!this.#told.has(error.message)) {
      this.#told.add(error.message);
      this.#untold.push(error);
      this.#telling.schedule();
    }
  }

  #tell(): void {
    const [first, ...others] = this.#untold;
    const problems = this.#untold.map(({ args }) => args);
    this.#untold = [];
    this.errors.show(
      others.length === 0 ? first : new TokenscopeError('InvalidSettings', { problems }),
    );
  }
}
