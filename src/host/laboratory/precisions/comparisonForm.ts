import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { PrecisionsForm } from '../../../common/protocol/views/laboratory/precisions';
import { isChoosable } from '../../models/modelChoice';

/**
 * The form for what "Compare Precisions" was called on: a model of the Models view, several precisions
 * of one, a form by program, or nothing, which leaves the form as it was.
 */
export function comparisonForm(given: unknown, form: PrecisionsForm): PrecisionsForm {
  const { models, ...own } = (given ?? {}) as Partial<CatalogModel> &
    Partial<PrecisionsForm> & { readonly models?: readonly CatalogModel[] };
  const [first, second] = models ?? [own as CatalogModel];
  if (first?.id !== undefined && isChoosable(first.task)) {
    return { task: first.task, first: first.id, second: second?.id ?? '' };
  }
  const { task = form.task, first: one = form.first, second: two = form.second } = own;
  return task === form.task
    ? { task, first: one, second: two }
    : { task, first: own.first ?? '', second: own.second ?? '' };
}
