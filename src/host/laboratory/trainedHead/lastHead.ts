import type { LabState } from '../../../common/protocol/views/laboratory/laboratory';
import type { TrainedHeadView } from '../../../common/protocol/views/laboratory/trainedHead';

/** Absolute path of the head that was trained or applied last; null for none. */
export function lastHead({ result }: LabState): string | null {
  return (result as TrainedHeadView | null)?.headFile ?? null;
}
