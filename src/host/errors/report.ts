import { EventEmitter, window, type LogOutputChannel } from 'vscode';
import { Disposables } from '../lifecycle/disposables';
import { isTokenscopeError, loggedArguments, toTokenscopeError } from '../../common/errors';
import type { ViewError } from '../../common/protocol/views/view';
import { runAction } from './actions';
import { actionLabel, wordError } from './sentences';

/** Turns whatever was thrown into what a view shows. */
export function viewError(error: unknown): ViewError {
  const { sentence, action } = wordError(toTokenscopeError(error));
  return { sentence, action: action && { id: action, label: actionLabel(action) } };
}

/** Tells the user of errors, in one sentence with at most one button; cancelling is no error. */
export class ErrorReporter extends Disposables {
  readonly #didShow = this.add(new EventEmitter<string>());
  /** Fires with each sentence that is shown. */
  readonly onDidShow = this.#didShow.event;

  constructor(private readonly log: LogOutputChannel) {
    super();
  }

  /** Shows the error's sentence with its button, and records it; nothing for a cancelled run. */
  show(error: unknown): void {
    if (isTokenscopeError(error, 'Cancelled') || isTokenscopeError(error, 'Disposed')) {
      return;
    }
    this.record(error);
    const { sentence, action } = viewError(error);
    this.#didShow.fire(sentence);
    const buttons = action ? [action.label] : [];
    void window.showErrorMessage(sentence, ...buttons).then((chosen) => {
      if (chosen !== undefined && action) {
        void runAction(action.id);
      }
    });
  }

  /** Writes the error to the log only: codes and arguments, never the user's text. */
  record(error: unknown): void {
    const known = toTokenscopeError(error);
    this.log.error(known.code, loggedArguments(known.args), known.stack ?? '');
  }
}
