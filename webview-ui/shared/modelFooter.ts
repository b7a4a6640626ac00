import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewModel } from '../../src/common/protocol/views/view';
import { ActionRequest } from './events';
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
      button {
        padding: 0;
        border: none;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        text-decoration: underline dotted;
        cursor: pointer;
      }
      button:hover {
        color: var(--vscode-textLink-activeForeground);
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
    const { name, precision, revision, choose, server } = this.model;
    return html`
      <footer>
        ${
          choose === undefined
            ? html`<span>${name}</span>`
            : html`<button
                title=${l10n.t('Select another model')}
                @click=${() => this.dispatchEvent(new ActionRequest(choose))}
              >
                ${name}
              </button>`
        }
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
