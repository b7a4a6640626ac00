import { l10n, window, type Disposable } from 'vscode';
import type { CatalogModel } from '../../common/models/modelCatalog';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';

/** The models that a command is for. */
export interface CommandModels<M extends CatalogModel> {
  /** Those that it makes sense for now, to ask which one is meant. */
  readonly fitting: () => readonly M[];
  /** Any that it may be given. @throws TokenscopeError `UnknownModel`. */
  readonly get: (id: string) => M;
  /** What is said when there is none to ask for. */
  readonly none: string;
  /** Tells a model from others of its name. */
  readonly detail?: (model: M) => string;
}

/** Registers a command that is given a model, or its id by program, or asks which one is meant. */
export function registerModelCommand<M extends CatalogModel>(
  command: string,
  errors: ErrorReporter,
  models: CommandModels<M>,
  work: (model: M) => Promise<unknown>,
): Disposable {
  return registerReported(command, errors, async (given) => {
    const id = typeof given === 'string' ? given : (given as CatalogModel | undefined)?.id;
    const model = id === undefined ? await pick(models) : models.get(id);
    return model && work(model);
  });
}

async function pick<M extends CatalogModel>({
  fitting,
  none,
  detail,
}: CommandModels<M>): Promise<M | undefined> {
  const items = fitting().map((model) => ({
    label: model.id,
    description: model.precision,
    ...(detail && { detail: detail(model) }),
    model,
  }));
  if (items.length === 0) {
    void window.showInformationMessage(none);
    return undefined;
  }
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which model?') }))?.model;
}
