import { EventEmitter, window, type LogOutputChannel } from 'vscode';
import { Disposables } from '../lifecycle/disposables';
import { isTokenscopeError, loggedArguments, toTokenscopeError } from '../../common/errors';
import type { ViewError } from '../../common/protocol/views/view';
import { actionLabel, runAction } from './actions';
import { wordError } from './sentences';

/** What can be done about an error at the place where it came up. */
export interface ErrorButton {
  readonly label: string;
  readonly run: () => unknown;
}

/** Turns whatever was thrown into what a view shows. */
export function viewError(error: unknown): ViewError {
  const { sentence, action } = wordError(toTokenscopeError(error));
  return { sentence, action: action && { id: action, label: actionLabel(action) } };
}

/** Tells the user of errors, in one sentence with the button that helps; cancelling is no error. */
export class ErrorReporter extends Disposables {
  readonly #didShow = this.add(new EventEmitter<string>());
  /** Fires with each sentence that is shown. */
  readonly onDidShow = this.#didShow.event;

  constructor(private readonly log: LogOutputChannel) {
    super();
  }

  /**
   * Shows the error's sentence with its button, and records it; nothing for a cancelled run.
   * @param more buttons of the place where it came up; they come first.
   */
  show(error: unknown, more: readonly ErrorButton[] = []): void {
    if (isTokenscopeError(error, 'Cancelled') || isTokenscopeError(error, 'Disposed')) {
      return;
    }
    this.record(error);
    const { sentence, action } = viewError(error);
    this.#didShow.fire(sentence);
    const buttons = [
      ...more,
      ...(action ? [{ label: action.label, run: () => runAction(action.id) }] : []),
    ];
    const labels = buttons.map(({ label }) => label);
    void window.showErrorMessage(sentence, ...labels).then((chosen) => {
      void buttons.find(({ label }) => label === chosen)?.run();
    });
  }

  /** Writes the error to the log only: codes and arguments, never the user's text. */
  record(error: unknown): void {
    const known = toTokenscopeError(error);
    this.log.error(known.code, loggedArguments(known.args), known.stack ?? '');
  }
}
