import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import type { VscTabsSelectEvent } from '@vscode-elements/elements/dist/vscode-tabs/vscode-tabs.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  labState,
  showLabTool,
  type LabState,
  type LabToolId,
} from '../../src/common/protocol/views/laboratory/laboratory';
import { Host } from '../shared/host';
import { baseStyles } from '../shared/styles';
import { ViewMemory } from '../shared/vscodeApi';
import { wireView } from '../shared/wireView';
import { toolTabs } from './toolTabs';

/** The laboratory: one tab for each tool. */
@customElement('tokenscope-laboratory')
export class LaboratoryApp extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host,
      vscode-tabs {
        height: 100vh;
      }
      vscode-tabs {
        --vscode-panelTitle-activeForeground: var(--vscode-foreground);
        display: flex;
        flex-direction: column;
      }
      vscode-tab-header {
        white-space: nowrap;
      }
      vscode-tab-panel {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      vscode-tab-panel[hidden] {
        display: none;
      }
    `,
  ];

  @state() private states: ReadonlyMap<LabToolId, LabState> = new Map();
  @state() private tool: LabToolId;
  readonly #host = new Host();
  readonly #memory = new ViewMemory<{ tool: LabToolId }>();

  constructor() {
    super();
    this.tool = this.#memory.get('tool') ?? toolTabs[0]?.id ?? 'nextSentence';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(labState, ({ tool, state: now }) => {
      this.states = new Map([...this.states, [tool, now]]);
    });
    host.on(showLabTool, ({ tool }) => this.#show(tool));
    wireView(this, host, () =>
      [...this.states.values()].some(({ status }) => status === 'running'),
    );
    host.start();
  }

  protected override render() {
    if (this.states.size === 0) return nothing;
    return html`
      <main>
        <vscode-tabs
          .selectedIndex=${Math.max(
            0,
            toolTabs.findIndex(({ id }) => id === this.tool),
          )}
          @vsc-tabs-select=${this.#onTab}
        >
          ${toolTabs.map(({ id, label, render }) => {
            const view = this.states.get(id);
            return html`
              <vscode-tab-header slot="header">${label()}</vscode-tab-header>
              <vscode-tab-panel>${view ? render(this.#host, view) : nothing}</vscode-tab-panel>
            `;
          })}
        </vscode-tabs>
      </main>
    `;
  }

  #show(tool: LabToolId): void {
    this.tool = tool;
    this.#memory.set('tool', tool);
  }

  readonly #onTab = (event: VscTabsSelectEvent) => {
    const tab = toolTabs[event.detail.selectedIndex];
    if (tab && tab.id !== this.tool) {
      this.#show(tab.id);
      this.#host.tell(showLabTool, { tool: tab.id });
    }
  };
}
