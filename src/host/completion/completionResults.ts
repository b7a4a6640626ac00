import { l10n, Uri } from 'vscode';
import { findBranch } from '../../common/completion/branches';
import { Command } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { registerReported } from '../errors/commands';
import { docIdOf } from '../exports/docId';
import { methodsSentence } from '../exports/methodsSentence';
import type { KeptRun } from '../history/runList';
import { exportRun, type LabExportParts } from '../laboratory/labExport';
import { Disposables } from '../lifecycle/disposables';
import { copyToClipboard } from '../tokens/copyToClipboard';
import { completionMethod } from './completionMethod';
import { unpackBranches, type CompletionRun } from './completionRuns';
import type { CompletionSession } from './completionSession';
import type { ExportedTexts } from './completionTable';

/** The shown texts as code, as a methods sentence, and as files. */
export class CompletionResults extends Disposables {
  constructor(
    private readonly session: CompletionSession,
    private readonly parts: LabExportParts,
  ) {
    super();
    const { errors } = parts;
    this.add(registerReported(Command.copyCompletionCode, errors, () => this.#copyCode()));
    this.add(registerReported(Command.copyCompletionMethods, errors, () => this.#copyMethods()));
    this.add(
      registerReported(Command.exportCompletion, errors, (file) =>
        this.#write(file instanceof Uri ? file : undefined),
      ),
    );
  }

  async #copyCode(): Promise<void> {
    const run = this.#run();
    const model = this.#model(run);
    const texts = this.#texts(run);
    const server = run.model?.server;
    const code = server
      ? (await import('./server/serverPython')).serverPython(texts, server)
      : (await import('./completionPython')).completionPython(texts, {
          name: run.model?.name ?? '',
          precision: run.model?.precision ?? '',
          hubId: model?.source === 'hub' ? model.id : null,
        });
    await copyToClipboard(code, l10n.t('Python code copied'));
  }

  async #copyMethods(): Promise<void> {
    const run = this.#run();
    const models = run.model ? [run.model] : [];
    await copyToClipboard(
      methodsSentence(completionMethod(this.#texts(run)), models, null, this.parts.provenance),
      l10n.t('Methods sentence copied'),
    );
  }

  async #write(file: Uri | undefined): Promise<void> {
    const run = this.#run();
    const texts = this.#texts(run);
    const model = this.#model(run);
    const { branchTable, tokenTable } = await import('./completionTable');
    const sampling = findBranch(texts.branches, texts.shown)?.sampling;
    await exportRun(
      {
        at: run.at,
        form: { ...sampling, overrides: run.prompt.overrides ?? null, model: run.model },
        facts: [],
        models: model ? [model] : [],
        notices: run.notices,
      },
      [tokenTable(texts), branchTable(texts)],
      this.session.document,
      this.parts,
      file,
    );
  }

  #texts({ prompt, branches, shown }: KeptRun<CompletionRun>): ExportedTexts {
    const { document } = this.session;
    return {
      prompt: prompt.prompt,
      branches: unpackBranches(branches),
      shown,
      docId: document && docIdOf(document),
    };
  }

  /** The model as the catalog has it; undefined for one that it does not have, or not any more. */
  #model({ modelId }: KeptRun<CompletionRun>): CatalogModel | undefined {
    return this.parts.registry.models.find(({ id }) => id === modelId);
  }

  /** @throws TokenscopeError `EmptyText` when nothing is shown. */
  #run(): KeptRun<CompletionRun> {
    const { book } = this.session;
    book.keep();
    const run = book.shownRun;
    if (!run) {
      throw new TokenscopeError('EmptyText', {});
    }
    return run;
  }
}
