import * as l10n from '@vscode/l10n';
import type { SamplingForm } from '../../src/common/protocol/views/completion';
import { counted } from '../shared/counted';

/** The settings in a line: what is off is left out. */
export function formSummary(form: SamplingForm): string {
  const { maxNewTokens, greedy, repetitionPenalty, noRepeatNgramSize, seed, stop } = form;
  const { temperature, topK, topP, minP } = form;
  const parts = [counted(maxNewTokens, 'token')];
  if (form.numBeams > 1) parts.push(l10n.t('{0} beams', form.numBeams));
  if ((!greedy || form.numBeams > 1) && form.samples > 1)
    parts.push(l10n.t('{0} samples', form.samples));
  if (greedy) parts.push(l10n.t('greedy'));
  if (repetitionPenalty !== 1) parts.push(l10n.t('penalty {0}', repetitionPenalty));
  if (noRepeatNgramSize !== 0) parts.push(l10n.t('no-repeat n-gram {0}', noRepeatNgramSize));
  if (!greedy) {
    parts.push(l10n.t('temperature {0}', temperature));
    if (topK !== 0) parts.push(l10n.t('top-k {0}', topK));
    if (topP !== 1) parts.push(l10n.t('top-p {0}', topP));
    if (minP !== 0) parts.push(l10n.t('min-p {0}', minP));
    if (seed !== null) parts.push(l10n.t('seed {0}', seed));
  }
  if (stop.length > 0) parts.push(counted(stop.length, 'stopString'));
  return parts.join(', ');
}
