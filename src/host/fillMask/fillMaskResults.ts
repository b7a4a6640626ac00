import { l10n, Uri } from 'vscode';
import { Command } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import { registerReported } from '../errors/commands';
import { methodsSentence } from '../exports/methodsSentence';
import type { KeptRun } from '../history/runList';
import { exportRun, type LabExportParts } from '../laboratory/labExport';
import { Disposables } from '../lifecycle/disposables';
import { copyToClipboard } from '../tokens/copyToClipboard';
import type { FillMaskRun } from './fillMaskRuns';
import type { FillMaskSession } from './fillMaskSession';

/** The shown run as code, as a methods sentence, and as files. */
export class FillMaskResults extends Disposables {
  constructor(
    private readonly session: FillMaskSession,
    private readonly parts: LabExportParts,
  ) {
    super();
    const { errors } = parts;
    this.add(registerReported(Command.copyFillMaskCode, errors, () => this.#copy('python')));
    this.add(registerReported(Command.copyFillMaskMethods, errors, () => this.#copy('methods')));
    this.add(
      registerReported(Command.exportFillMask, errors, (file) =>
        this.#write(file instanceof Uri ? file : undefined),
      ),
    );
  }

  async #copy(what: 'python' | 'methods'): Promise<void> {
    const run = this.#run();
    if (what === 'methods') {
      await copyToClipboard(this.#methods(run), l10n.t('Methods sentence copied'));
      return;
    }
    const { fillMaskPython } = await import('./fillMaskPython');
    await copyToClipboard(fillMaskPython(run), l10n.t('Python code copied'));
  }

  async #write(file: Uri | undefined): Promise<void> {
    const run = this.#run();
    const { topK, filter, threads, notices, at, together } = run;
    // The model of the run: another may have been chosen since.
    const model = this.parts.registry.get(run.model?.id ?? '');
    const { id, precision, revision } = model;
    const { milliseconds } = run;
    const facts = { model: id, precision, revision, threads, batchSize: 1, milliseconds };
    const beam = together && { beam_width: together.beamWidth };
    const { candidateTable, fillingTable } = await import('./fillMaskTables');
    await exportRun(
      { at, form: { topK, filter, ...beam }, facts: [facts], models: [model], notices },
      together ? [candidateTable(run, model), fillingTable(run)] : [candidateTable(run, model)],
      this.session.document,
      this.parts,
      file,
    );
  }

  #methods(run: KeptRun<FillMaskRun>): string {
    const method = run.together
      ? `the most likely joint fillings of ${run.masks.length} masked positions ` +
        `(beam search of width ${run.together.beamWidth}, ranked by pseudo-log-likelihood)`
      : 'the probabilities of words at a masked position';
    const models = run.model ? [run.model] : [];
    return methodsSentence(method, models, run.threads || null, this.parts.provenance);
  }

  /** @throws TokenscopeError `EmptyText` when nothing is shown. */
  #run(): KeptRun<FillMaskRun> {
    const run = this.session.shownRun;
    if (!run) {
      throw new TokenscopeError('EmptyText', {});
    }
    return run;
  }
}
