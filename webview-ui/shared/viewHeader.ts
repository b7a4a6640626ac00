import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CancelRequest } from './events';
import { baseStyles } from './styles';

/** The first line of a view: where the text is from, or what is going on and how to stop it. */
@customElement('tokenscope-view-header')
export class ViewHeader extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0 6px;
        min-height: 30px;
        padding: 2px calc(var(--tokenscope-gutter) - 3px) 2px var(--tokenscope-gutter);
      }
      .label {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      vscode-icon {
        flex: none;
        color: var(--vscode-icon-foreground);
      }
      vscode-progress-bar,
      .rest {
        display: block;
        height: 2px;
      }
    `,
  ];

  @property({ attribute: false }) source: string | null = null;
  @property({ type: Boolean }) running = false;
  /** The view has a Stop button of its own. */
  @property({ type: Boolean }) ownStop = false;
  @property({ attribute: false }) progress: string | null = null;

  protected override render() {
    const working = this.progress ?? l10n.t('Running…');
    const label = this.running ? working : (this.source ?? '');
    return html`
      ${
        this.running
          ? html`<vscode-progress-bar indeterminate aria-label=${working}></vscode-progress-bar>`
          : html`<span class="rest"></span>`
      }
      <div class="line">
        ${this.running || label === '' ? nothing : html`<vscode-icon name="file"></vscode-icon>`}
        <span class="label dim" title=${label}>${label}</span>
        <slot></slot>
        ${
          this.running && !this.ownStop
            ? html`<vscode-toolbar-button
                icon="debug-stop"
                label=${l10n.t('Cancel')}
                title=${l10n.t('Cancel (Escape)')}
                @click=${() => this.dispatchEvent(new CancelRequest())}
              ></vscode-toolbar-button>`
            : nothing
        }
      </div>
    `;
  }
}
