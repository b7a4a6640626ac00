import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/styles';

/** A part of the view that opens, with its gist in the title while it is closed; it fires `toggle`. */
@customElement('tokenscope-view-section')
export class ViewSection extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      details {
        border-top: 1px solid var(--tokenscope-line);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 2px;
        height: 26px;
        padding-inline: calc(var(--tokenscope-gutter) - 4px) var(--tokenscope-gutter);
        cursor: pointer;
        font-size: 11px;
        list-style: none;
        user-select: none;
        white-space: nowrap;
      }
      summary vscode-icon {
        flex: none;
      }
      .title {
        font-weight: 600;
        text-transform: uppercase;
      }
      .gist {
        min-width: 0;
        margin-inline-start: 8px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  @property() label = '';
  @property() gist = '';
  @property({ type: Boolean, reflect: true }) open = false;

  protected override render() {
    const gist = this.open ? '' : this.gist;
    return html`
      <details ?open=${this.open} @toggle=${this.#onToggle}>
        <summary>
          <vscode-icon name=${this.open ? 'chevron-down' : 'chevron-right'}></vscode-icon>
          <span class="title">${this.label}</span>
          <span class="gist dim" title=${gist}>${gist}</span>
        </summary>
        <slot></slot>
      </details>
    `;
  }

  readonly #onToggle = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new Event('toggle'));
  };
}
