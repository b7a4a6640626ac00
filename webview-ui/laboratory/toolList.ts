import * as l10n from '@vscode/l10n';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabToolId } from '../../src/common/protocol/views/laboratory/laboratory';
import { FieldChange } from '../shared/draftField';
import '../shared/selectField';
import { baseStyles } from '../shared/styles';
import { toolTabs } from './toolTabs';

/** A tool was chosen. */
export class ToolChosen extends Event {
  static readonly type = 'tokenscope-tool';

  constructor(readonly tool: LabToolId) {
    super(ToolChosen.type, { bubbles: true, composed: true });
  }
}

/** The tools: tabs beside the tool where the view is wide, since panels are low; one field where it is narrow. */
@customElement('tokenscope-tool-list')
export class ToolList extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        flex: none;
        overflow-y: auto;
        border-inline-end: 1px solid var(--tokenscope-line);
      }
      [role='tablist'] {
        display: flex;
        flex-direction: column;
        padding: 2px 0;
      }
      button {
        padding: 1px 16px 1px var(--tokenscope-gutter);
        border: 0;
        border-inline-start: 2px solid transparent;
        background: none;
        color: var(--tokenscope-dim);
        font: inherit;
        line-height: 20px;
        text-align: start;
        white-space: nowrap;
        cursor: pointer;
      }
      button:hover {
        color: var(--vscode-foreground);
      }
      button[aria-selected='true'] {
        border-inline-start-color: var(--vscode-panelTitle-activeBorder, var(--vscode-foreground));
        background: var(--vscode-list-inactiveSelectionBackground);
        color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
      }
      tokenscope-select-field {
        display: none;
        padding: 4px var(--tokenscope-gutter);
        --tokenscope-select-width: clamp(120px, 60vw, 240px);
      }
      @media (max-width: 599px) {
        :host {
          border-inline-end: 0;
          border-bottom: 1px solid var(--tokenscope-line);
        }
        [role='tablist'] {
          display: none;
        }
        tokenscope-select-field {
          display: block;
        }
      }
    `,
  ];

  @property() tool: LabToolId = 'targets';

  protected override render() {
    return html`<div role="tablist" aria-orientation="vertical" @keydown=${this.#onKeyDown}>
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
      </div>
      <tokenscope-select-field
        label=${l10n.t('Tool')}
        .value=${this.tool}
        .options=${toolTabs.map(({ id, label }) => ({ value: id, label: label() }))}
        @tokenscope-field-change=${this.#onSelect}
      ></tokenscope-select-field>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector(`#tab-${this.tool}`)?.scrollIntoView({ block: 'nearest' });
  }

  #choose(tool: LabToolId): void {
    this.dispatchEvent(new ToolChosen(tool));
  }

  readonly #onSelect = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) this.#choose(event.value as LabToolId);
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const at = toolTabs.findIndex(({ id }) => id === this.tool);
    const next = {
      ArrowDown: (at + 1) % toolTabs.length,
      ArrowUp: (at - 1 + toolTabs.length) % toolTabs.length,
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
