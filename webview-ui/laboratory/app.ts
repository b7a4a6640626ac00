import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  labProgress,
  labState,
  showLabTool,
  type LabState,
  type LabToolId,
} from '../../src/common/protocol/views/laboratory/laboratory';
import { Host } from '../shared/host';
import { baseStyles } from '../shared/styles';
import { ViewMemory } from '../shared/vscodeApi';
import { wireView } from '../shared/wireView';
import './toolList';
import { ToolChosen } from './toolList';
import { toolTabs } from './toolTabs';

/** The laboratory: one tab for each tool. */
@customElement('tokenscope-laboratory')
export class LaboratoryApp extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host,
      main {
        height: 100vh;
      }
      main {
        display: flex;
      }
      @media (max-width: 599px) {
        main {
          flex-direction: column;
        }
      }
      [role='tabpanel'] {
        flex: 1;
        min-width: 0;
        min-height: 0;
        overflow: auto;
      }
      @media (max-height: 200px) {
        main,
        :host {
          height: auto;
        }
      }
    `,
  ];

  @state() private states: ReadonlyMap<LabToolId, LabState> = new Map();
  @state() private tool: LabToolId;
  readonly #host = new Host();
  readonly #memory = new ViewMemory<{ tool: LabToolId }>();

  constructor() {
    super();
    this.tool = this.#memory.get('tool') ?? toolTabs[0]?.id ?? 'targets';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(labState, ({ tool, state: now }) => {
      this.states = new Map([...this.states, [tool, now]]);
    });
    host.on(labProgress, ({ tool, ...progress }) => {
      const now = this.states.get(tool);
      if (now !== undefined)
        this.states = new Map([...this.states, [tool, { ...now, ...progress }]]);
    });
    host.on(showLabTool, ({ tool }) => this.#show(tool));
    wireView(this, host, () =>
      [...this.states.values()].some(({ status }) => status === 'running'),
    );
    this.addEventListener(ToolChosen.type, (event) => {
      if (event instanceof ToolChosen && event.tool !== this.tool) {
        this.#show(event.tool);
        host.tell(showLabTool, { tool: event.tool });
      }
    });
    host.start();
  }

  protected override render() {
    if (this.states.size === 0) return nothing;
    const tab = toolTabs.find(({ id }) => id === this.tool) ?? toolTabs[0];
    const view = tab && this.states.get(tab.id);
    return html`
      <main>
        <tokenscope-tool-list .tool=${tab?.id ?? 'targets'}></tokenscope-tool-list>
        <div role="tabpanel" aria-label=${tab?.label() ?? ''}>
          ${tab && view ? tab.render(this.#host, view) : nothing}
        </div>
      </main>
    `;
  }

  #show(tool: LabToolId): void {
    this.tool = tool;
    this.#memory.set('tool', tool);
  }
}
