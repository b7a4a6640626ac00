import { TokenscopeError } from '../../common/errors';
import type { CatalogModel } from '../../common/models/modelCatalog';

/** Why what goes on inside a model cannot be shown; null for a model with a graph that gives it. */
export function withoutInside({ id, graphs }: CatalogModel): TokenscopeError | null {
  return graphs.inspect === undefined
    ? new TokenscopeError('MissingOutput', { model: id, output: 'inspect' })
    : null;
}
