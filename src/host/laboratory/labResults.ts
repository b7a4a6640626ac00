import { l10n, Uri } from 'vscode';
import { Command } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { LabCopy, LabToolId } from '../../common/protocol/views/laboratory/laboratory';
import { registerReported } from '../errors/commands';
import { Disposables } from '../lifecycle/disposables';
import { copyToClipboard } from '../tokens/copyToClipboard';
import { copyText } from './labCopies';
import { exportRun, type LabExportParts } from './labExport';
import type { LabRun } from './labRuns';
import type { LabSession } from './labSession';

/** The shown run of a tool on the clipboard, as a table, as code or as a methods sentence, and in files. */
export class LabResults extends Disposables {
  /** @param current the tool that the commands are about; null for none. */
  constructor(
    private readonly sessionOf: (tool: LabToolId) => LabSession,
    private readonly current: () => LabToolId | null,
    private readonly parts: LabExportParts,
  ) {
    super();
    const { errors } = parts;
    this.add(registerReported(Command.labExport, errors, (file) => this.#exportCurrent(file)));
    this.add(registerReported(Command.labCopyCode, errors, () => this.#copyCurrent('python')));
    this.add(registerReported(Command.labCopyMethods, errors, () => this.#copyCurrent('methods')));
  }

  /** Errors are shown in the tool's state. */
  async copy(tool: LabToolId, what: LabCopy): Promise<void> {
    const session = this.sessionOf(tool);
    try {
      const text = await copyText(session.tool, requireShown(session), what, this.parts.provenance);
      await copyToClipboard(text, copied(what));
    } catch (error) {
      session.fail(error);
    }
  }

  /** Asks for a file. Errors are shown in a notification. */
  async export(tool: LabToolId): Promise<void> {
    try {
      await this.#exportTo(tool, undefined);
    } catch (error) {
      this.parts.errors.show(error);
    }
  }

  async #copyCurrent(what: LabCopy): Promise<void> {
    const tool = this.current();
    if (tool) {
      await this.copy(tool, what);
    }
  }

  async #exportCurrent(file: unknown): Promise<void> {
    const tool = this.current();
    if (tool) {
      await this.#exportTo(tool, file instanceof Uri ? file : undefined);
    }
  }

  async #exportTo(id: LabToolId, file: Uri | undefined): Promise<void> {
    const session = this.sessionOf(id);
    const run = requireShown(session);
    const document = session.input?.document ?? null;
    const { tool } = session;
    const tables = [
      tool.table(run.result, run.models[0]),
      ...(tool.moreTables?.(run.result) ?? []),
    ];
    await exportRun(run, tables, document, this.parts, file);
  }
}

/** @throws TokenscopeError `EmptyText` when no run is shown. */
function requireShown({ shown }: LabSession): LabRun<unknown, unknown> {
  if (!shown) {
    throw new TokenscopeError('EmptyText', {});
  }
  return shown;
}

function copied(what: LabCopy): string {
  switch (what) {
    case 'table':
      return l10n.t('Table copied');
    case 'python':
      return l10n.t('Python code copied');
    case 'methods':
      return l10n.t('Methods sentence copied');
  }
}
