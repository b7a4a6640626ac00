import * as l10n from '@vscode/l10n';
import { LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { rankBounds } from '../../../src/common/measures/causal';
import { bucketLevels } from '../../../src/common/measures/readingLevel';
import type { SurprisalView } from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { bitSteps, colorScale, colorScaleStyles, type ScaleStep } from '../sentences/colorScale';
import { surprisalColors } from '../sentences/surprisal.styles';

/** What the colours mean: ranks, with the share of tokens of each bucket, or bits. */
@customElement('tokenscope-reading-legend')
export class ReadingLegend extends LitElement {
  static override readonly styles = [baseStyles, surprisalColors, colorScaleStyles];

  @property({ attribute: false }) result: SurprisalView | null = null;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    return result.colors === 'ranks'
      ? colorScale(l10n.t('Rank of the token'), rankSteps(result), l10n.t('of the tokens'))
      : colorScale(l10n.t('Surprisal in bits'), bitSteps());
  }
}

function rankSteps({ summary: { buckets, scored } }: SurprisalView): ScaleStep[] {
  return rankBounds.map((bound, index) => {
    const next = rankBounds[index + 1];
    const share = scored === 0 ? null : (buckets[index] ?? 0) / scored;
    const range = next === undefined ? `> ${bound - 1}` : `${bound}–${next - 1}`;
    return { level: bucketLevels[index] ?? 1, text: `${range}: ${formatProbability(share)}` };
  });
}
