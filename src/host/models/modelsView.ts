import { l10n, window, type TreeDragAndDropController } from 'vscode';
import { View } from '../../common/contributions';
import { Disposables } from '../lifecycle/disposables';
import type { ModelRegistry } from './modelRegistry';
import type { ModelsNode, ModelsTree } from './modelsTree';
import { modelTotals } from './modelTotals';

/** Looks at folders. */
interface Looker {
  look(): Promise<void>;
}

/** The Models view, with what all models take above them; says so when models make room for another. */
export class ModelsView extends Disposables {
  /** @param lookers at what may change outside of VS Code: they look anew when the view is shown. */
  constructor(
    registry: ModelRegistry,
    lookers: readonly Looker[],
    treeDataProvider: ModelsTree,
    dragAndDropController: TreeDragAndDropController<ModelsNode>,
  ) {
    super();
    const view = this.add(
      window.createTreeView(View.models, { treeDataProvider, dragAndDropController }),
    );
    const total = (): void => {
      view.message = modelTotals(registry);
    };
    this.add(registry.onDidChange(total));
    total();
    const look = (): void => {
      if (view.visible) {
        lookers.forEach((looker) => void looker.look());
      }
    };
    this.add(view.onDidChangeVisibility(look));
    look();
    this.add(
      registry.onDidEvict(({ unloaded, for: id }) => {
        void window.showInformationMessage(
          l10n.t('{0} was unloaded to make room for {1}.', unloaded.join(', '), id),
        );
      }),
    );
  }
}
