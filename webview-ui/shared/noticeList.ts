import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './styles';

/** Things to know about a result, in the host's words. */
@customElement('tokenscope-notice-list')
export class NoticeList extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      ul {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px;
        color: var(--tokenscope-dim);
        overflow-wrap: anywhere;
      }
      vscode-icon {
        padding-top: 1px;
        color: var(--vscode-notificationsInfoIcon-foreground, var(--vscode-charts-blue));
      }
    `,
  ];

  @property({ attribute: false }) notices: readonly string[] = [];

  protected override render() {
    if (this.notices.length === 0) return nothing;
    return html`<ul>
      ${this.notices.map(
        (notice) => html`<li><vscode-icon name="info"></vscode-icon><span>${notice}</span></li>`,
      )}
    </ul>`;
  }
}
