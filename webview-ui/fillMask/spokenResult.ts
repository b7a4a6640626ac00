import * as l10n from '@vscode/l10n';
import type { FillMaskState } from '../../src/common/protocol/views/fillMask';
import { formatProbability } from '../shared/format';
import { candidateWord } from './candidateWord';

/** What a screen reader says when a run begins or ends. */
export function spokenResult({ status, progress, masks }: FillMaskState): string {
  if (status === 'running') return progress ?? l10n.t('Running…');
  const best = masks[0]?.candidates[0];
  if (status !== 'done' || best === undefined) return '';
  return l10n.t(
    'Done. First candidate: {0}, {1}',
    candidateWord(best).text,
    formatProbability(best.probability),
  );
}
