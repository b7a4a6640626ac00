import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewModel } from '../../src/common/protocol/views/view';
import { shortRevision } from './format';
import { baseStyles } from './styles';

/** Which model, exactly, gave the numbers above; `facts` stand behind it. */
@customElement('tokenscope-model-footer')
export class ModelFooter extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        padding: 6px var(--tokenscope-gutter) 8px;
        border-top: 1px solid var(--tokenscope-line);
        color: var(--tokenscope-dim);
        font-size: 11px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      .revision {
        font-family: var(--vscode-editor-font-family, monospace);
      }
    `,
  ];

  @property({ attribute: false }) model: ViewModel | null = null;
  @property({ attribute: false }) facts: readonly string[] = [];

  protected override render() {
    if (this.model === null) return nothing;
    const { name, precision, revision, server } = this.model;
    return html`
      <footer>
        <span>${name}</span>
        <span title=${l10n.t('Precision of the weights')}>${precision}</span>
        ${
          revision === ''
            ? nothing
            : html`<span class="revision" title=${l10n.t('Revision {0}', revision)}
                >${shortRevision(revision)}</span
              >`
        }
        ${server === undefined ? nothing : html`<span>${l10n.t('revision unknown')}</span>`}
        ${
          server?.fingerprint == null
            ? nothing
            : html`<span title="system_fingerprint" class="revision">${server.fingerprint}</span>`
        }
        ${this.facts.map((fact) => html`<span>${fact}</span>`)}
      </footer>
    `;
  }
}
