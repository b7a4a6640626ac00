import { l10n } from 'vscode';
import { counted } from '../wording/counted';
import type { ModelRegistry } from './modelRegistry';
import { shownSize } from './shownSize';

/** How much all models take: `3 models, 310 MB on disk, 120 MB in memory`. */
export function modelTotals(registry: ModelRegistry): string {
  const { models } = registry;
  // Precisions of one folder share their tokenizer.
  const files = new Map(
    models.flatMap((model) =>
      model.files.map(({ path, bytes }) => [`${registry.folder(model).path}/${path}`, bytes]),
    ),
  );
  const disk = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  const memory = models.reduce((sum, { id }) => sum + (registry.loaded(id)?.memoryBytes ?? 0), 0);
  const count = counted(models.length, 'model');
  return memory === 0
    ? l10n.t('{0}, {1} on disk', count, shownSize(disk))
    : l10n.t('{0}, {1} on disk, {2} in memory', count, shownSize(disk), shownSize(memory));
}
