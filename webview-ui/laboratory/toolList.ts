import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabToolId } from '../../src/common/protocol/views/laboratory/laboratory';
import { baseStyles } from '../shared/styles';
import { toolTabs } from './toolTabs';

/** A tool was chosen. */
export class ToolChosen extends Event {
  static readonly type = 'tokenscope-tool';

  constructor(readonly tool: LabToolId) {
    super(ToolChosen.type, { bubbles: true, composed: true });
  }
}

/** The tools as tabs; unlike vscode-tabs they go on in a further line where the view is narrow. */
@customElement('tokenscope-tool-list')
export class ToolList extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      [role='tablist'] {
        display: flex;
        flex-wrap: wrap;
        padding: 0 calc(var(--tokenscope-gutter) - 8px);
        border-bottom: 1px solid var(--tokenscope-line);
      }
      button {
        padding: 6px 8px 5px;
        border: 0;
        border-bottom: 1px solid transparent;
        background: none;
        color: var(--tokenscope-dim);
        font: inherit;
        white-space: nowrap;
        cursor: pointer;
      }
      button:hover {
        color: var(--vscode-foreground);
      }
      button[aria-selected='true'] {
        border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-foreground));
        color: var(--vscode-foreground);
      }
    `,
  ];

  @property() tool: LabToolId = 'targets';

  protected override render() {
    return html`<div role="tablist" @keydown=${this.#onKeyDown}>
      ${toolTabs.map(
        ({ id, label }) =>
          html`<button
            role="tab"
            id="tab-${id}"
            aria-selected=${id === this.tool}
            tabindex=${id === this.tool ? 0 : -1}
            @click=${() => this.#choose(id)}
          >
            ${label()}
          </button>`,
      )}
    </div>`;
  }

  #choose(tool: LabToolId): void {
    this.dispatchEvent(new ToolChosen(tool));
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const at = toolTabs.findIndex(({ id }) => id === this.tool);
    const next = {
      ArrowRight: (at + 1) % toolTabs.length,
      ArrowLeft: (at - 1 + toolTabs.length) % toolTabs.length,
      Home: 0,
      End: toolTabs.length - 1,
    }[event.key];
    const tab = next === undefined ? undefined : toolTabs[next];
    if (!tab) return;
    event.preventDefault();
    this.#choose(tab.id);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
}
