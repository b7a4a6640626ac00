import { Uri } from 'vscode';
import { Command } from '../../../common/contributions';
import { requireActiveEditor } from '../../documents/activeEditor';
import { registerReported } from '../../errors/commands';
import type { ErrorReporter } from '../../errors/report';
import { Disposables } from '../../lifecycle/disposables';
import { exportTokens, writeTokens, type ExportParts } from './tokenExports';
import { targetOf } from './tokensTarget';
import type { TokensView } from './tokensView';

/** The commands that lead to the Tokens view and out of it. */
export class TokensViewCommands extends Disposables {
  constructor(
    private readonly view: TokensView,
    private readonly parts: ExportParts,
    errors: ErrorReporter,
  ) {
    super();
    this.add(registerReported(Command.showInTokensView, errors, (offset) => this.#show(offset)));
    this.add(registerReported(Command.encodeSelection, errors, () => this.view.encode()));
    this.add(registerReported(Command.decodeIds, errors, () => this.view.decode()));
    this.add(registerReported(Command.exportTokens, errors, (file) => this.#export(file)));
  }

  /** @param offset UTF-16 offset of a token; the cursor's when it is not a number. */
  async #show(offset: unknown): Promise<void> {
    const { document, selection } = requireActiveEditor();
    await this.view.show(typeof offset === 'number' ? offset : document.offsetAt(selection.start));
  }

  /** @param file where to, for callers that know; else the user is asked. */
  async #export(file: unknown): Promise<void> {
    const { session } = this.view;
    const shown = this.view.visible ? session.target : null;
    const target = shown ?? targetOf(requireActiveEditor());
    const { addSpecialTokens } = session.state;
    await (file instanceof Uri
      ? writeTokens(target, addSpecialTokens, file, this.parts)
      : exportTokens(target, addSpecialTokens, this.parts));
  }
}
