import * as l10n from '@vscode/l10n';
import { LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../../shared/styles';
import { bitSteps, colorScale, colorScaleStyles } from './colorScale';
import { surprisalColors } from './surprisal.styles';

/** What the colours mean, in bits. */
@customElement('tokenscope-surprisal-legend')
export class SurprisalLegend extends LitElement {
  static override readonly styles = [baseStyles, surprisalColors, colorScaleStyles];

  protected override render() {
    return colorScale(l10n.t('Pseudo-surprisal in bits'), bitSteps());
  }
}
