import * as l10n from '@vscode/l10n';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../shared/styles';
import { shadeStyles } from './shade.styles';
import { shadeSteps } from './shade';

/** What the shades of the tokens mean. */
@customElement('tokenscope-shade-legend')
export class ShadeLegend extends LitElement {
  static override readonly styles = [
    baseStyles,
    shadeStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 6px;
        font-size: 11px;
        line-height: 16px;
        white-space: nowrap;
      }
      .steps {
        display: flex;
        flex-wrap: wrap;
        min-width: 0;
      }
      .steps span {
        padding-inline: 4px;
        border-radius: 2px;
      }
    `,
  ];

  protected override render() {
    return html`<span class="dim">p</span
      ><span
        class="steps"
        role="img"
        aria-label=${l10n.t('The deeper the shade of a token, the more likely the model found it.')}
        title=${l10n.t('The deeper the shade of a token, the more likely the model found it.')}
        >${shadeSteps.map(
          ({ step, atLeast }) =>
            html`<span class="shade-${step}"
              >${step === 0 ? l10n.t('< 1 %') : l10n.t('≥ {0} %', atLeast * 100)}</span
            >`,
        )}</span
      >`;
  }
}
