import { l10n } from 'vscode';
import type { ErrorArguments } from '../../common/errors';
import { shownSize } from '../models/shownSize';
import type { Worded } from './worded';

/** Why a model is not loaded: what it needs, what there is, and what would fit. */
export function memoryRefusal({
  model,
  task,
  needed,
  available,
  by,
  smaller,
}: ErrorArguments['NotEnoughMemory']): Worded {
  const sizes = [model, shownSize(needed), shownSize(available)] as const;
  const select =
    task === 'fill-mask'
      ? 'selectFillMaskModel'
      : task === 'text-generation'
        ? 'selectCompletionModel'
        : null;
  if (by === 'limit') {
    return {
      sentence:
        smaller === null
          ? l10n.t(
              '{0} needs about {1} of memory, and the setting “Memory Limit” allows {2}: raise it to load the model.',
              ...sizes,
            )
          : l10n.t(
              '{0} needs about {1} of memory, and the setting “Memory Limit” allows {2}: raise it, or select {3}, which fits.',
              ...sizes,
              smaller,
            ),
      action: 'openSettings',
    };
  }
  return {
    sentence:
      smaller === null
        ? l10n.t(
            '{0} needs about {1} of memory, and {2} are free: close other programs, or choose a smaller precision.',
            ...sizes,
          )
        : l10n.t(
            '{0} needs about {1} of memory, and {2} are free: close other programs, or select {3}, which fits.',
            ...sizes,
            smaller,
          ),
    action: smaller === null ? null : select,
  };
}
