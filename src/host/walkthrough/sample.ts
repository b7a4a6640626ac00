import {
  commands,
  Selection,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { Command } from '../../common/contributions';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';

/** The text of the sample behind which the cursor is put for a command of the walkthrough's buttons. */
const places: Readonly<Record<string, string>> = {
  [Command.toggleTokens]: 'Select this paragraph',
  [Command.fillMask]: 'The capital of France is [MASK].',
  [Command.continue]: 'the lamp was already burning.',
};

/**
 * "Open Sample Document". A walkthrough's button names the command to run: on the active editor when
 * there is one, else on the sample, at the text that the command is for.
 */
export function registerSample(extensionUri: Uri, errors: ErrorReporter): Disposable {
  return registerReported(Command.openSample, errors, async (next) => {
    const place = typeof next === 'string' ? places[next] : undefined;
    if (typeof next !== 'string' || place === undefined) {
      await window.showTextDocument(await openSample(extensionUri));
      return;
    }
    if (!window.activeTextEditor) {
      const document = await openSample(extensionUri);
      await window.showTextDocument(document, { selection: behind(document, place) });
    }
    await commands.executeCommand(next);
  });
}

/** An untitled copy, so that the file of the extension stays as it is. */
async function openSample(extensionUri: Uri): Promise<TextDocument> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'samples', 'welcome.md'));
  const content = new TextDecoder().decode(bytes);
  return workspace.openTextDocument({ language: 'markdown', content });
}

function behind(document: TextDocument, text: string): Selection {
  const position = document.positionAt(document.getText().indexOf(text) + text.length);
  return new Selection(position, position);
}
