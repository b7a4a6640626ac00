import { l10n } from 'vscode';
import type { TrainedHeadView } from '../../../common/protocol/views/laboratory/trainedHead';
import type { LabMark } from '../labMarks';
import { labelColorIds } from './labelColors';

/** Colours each labelled sentence; the hover tells the probabilities of all labels. */
export function trainedMarks(view: TrainedHeadView): LabMark[] {
  if (view.kind !== 'texts') {
    return [];
  }
  const { labels } = view.head;
  return view.texts.flatMap(({ start, end, best, probabilities }) => {
    const color = labelColorIds[view.colors[best] ?? -1];
    const hover = [
      l10n.t('Label: {0} (trained head {1})', labels[best] ?? '', view.headName),
      labels.map((label, index) => `${label} ${(probabilities[index] ?? 0).toFixed(3)}`).join(', '),
    ];
    return color ? [{ start, end, color, hover }] : [];
  });
}
