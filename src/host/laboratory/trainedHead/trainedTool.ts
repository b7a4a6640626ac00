import type {
  TrainedHeadForm,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';
import { defaultHeadSettings } from '../../../common/trainedHead/limits';
import type { LabTool } from '../labTool';
import { askTraining, fromLines } from './askTraining';
import { runTrainedHead, type TrainedHeadParts } from './runTrainedHead';
import type { TrainedHeadInput } from './trainedInput';
import { trainedMarks } from './trainedMarks';
import { trainedMethod } from './trainedMethod';
import { trainedTable } from './trainedTable';

/** "Trained Classifier": a head that is trained on labelled texts, and applied to others. */
export function trainedTool(
  parts: TrainedHeadParts,
): LabTool<TrainedHeadInput, TrainedHeadForm, TrainedHeadView> {
  return {
    id: 'trainedHead',
    emptyForm: defaultHeadSettings,
    read: ({ document }) => fromLines(document),
    ask: (argument) => askTraining(parts.worker, argument),
    run: (input, form, context) => runTrainedHead(parts, input, form, context),
    marks: trainedMarks,
    part: (view, _, index) => (view.kind === 'texts' ? (view.texts[index] ?? null) : null),
    table: trainedTable,
    python: async (result, model) => (await import('./trainedPython')).trainedPython(result, model),
    method: trainedMethod,
  };
}
