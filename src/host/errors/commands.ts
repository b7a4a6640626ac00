import { commands, type Disposable } from 'vscode';
import type { ErrorReporter } from './report';

/**
 * Registers a command whose errors are shown to the user, and go no further.
 * @param work gets the command's first argument: keys, menus and other extensions may pass anything.
 */
export function registerReported(
  command: string,
  errors: ErrorReporter,
  work: (argument: unknown) => unknown,
): Disposable {
  return commands.registerCommand(command, async (argument: unknown): Promise<unknown> => {
    try {
      return await work(argument);
    } catch (error) {
      errors.show(error);
      return undefined;
    }
  });
}
