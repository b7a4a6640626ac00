import { TokenscopeError } from '../../../common/errors';
import { familyOf } from '../../../common/models/installedModel';
import { taskBytes, type CatalogModel } from '../../../common/models/modelCatalog';
import type {
  ComparedModel,
  PrecisionsForm,
} from '../../../common/protocol/views/laboratory/precisions';
import type { ModelRegistry } from '../../models/modelRegistry';

/**
 * The two models that a form names; what it leaves open, or is not on this machine any more, is the
 * model in use, and beside it another precision of it, else another model for the task.
 * @throws TokenscopeError `OneModel` when there is no second one; as `ModelRegistry.forTask` does.
 */
export function comparedPair(
  { task, first: firstId, second: secondId }: PrecisionsForm,
  registry: ModelRegistry,
): [CatalogModel, CatalogModel] {
  const usable = registry.models.filter((model) => model.task === task);
  const find = (id: string): CatalogModel | undefined => usable.find((model) => model.id === id);
  const first = find(firstId) ?? registry.forTask(task);
  const others = usable.filter(({ id }) => id !== first.id);
  const second =
    others.find(({ id }) => id === secondId) ??
    others.find((model) => familyOf(model) === familyOf(first)) ??
    others[0];
  if (!second) {
    throw new TokenscopeError('OneModel', { task, model: first.id });
  }
  return [first, second];
}

/** A model as the view names it. */
export function comparedModel(model: CatalogModel): ComparedModel {
  const { id, name, precision } = model;
  return { id, name, precision, bytes: taskBytes(model) };
}
