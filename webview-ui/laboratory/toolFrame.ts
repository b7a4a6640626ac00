import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  copyLab,
  exportLab,
  pinLabRun,
  runLab,
  showLabColors,
  showLabRun,
  type LabCopy,
  type LabState,
  type LabToolId,
} from '../../src/common/protocol/views/laboratory/laboratory';
import { announcement } from '../shared/announcement';
import { FieldChange } from '../shared/draftField';
import { formatDuration } from '../shared/format';
import type { Host } from '../shared/host';
import '../shared/modelFooter';
import { remarks } from '../shared/remarks';
import '../shared/selectField';
import { baseStyles } from '../shared/styles';
import '../shared/viewHeader';
import { toolFrameStyles } from './toolFrame.styles';

/**
 * What all tools have in common: where the text is from, running, history, pinning, copies and export.
 * Slots: `form`, `result`, and `pinned` for the result that stays beside it.
 */
@customElement('tokenscope-tool-frame')
export class ToolFrame extends LitElement {
  static override readonly styles = [baseStyles, toolFrameStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) view: LabState | null = null;
  @property() tool: LabToolId = 'nextSentence';
  /** What the tool does and what to select for it, for a view that shows nothing yet. */
  @property() welcome = '';
  @property() runLabel = '';
  /** Whether the tool lays colours on the document, which can be hidden then. */
  @property({ type: Boolean }) colors = false;
  /** Whether the table is too large for the clipboard. */
  @property({ type: Boolean }) large = false;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const running = view.status === 'running';
    return html`
      ${announcement(running ? (view.progress ?? '') : view.result === null ? '' : l10n.t('Done'))}
      <section aria-busy=${running}>
        <tokenscope-view-header
          .source=${view.source}
          .progress=${this.#progress(view)}
          .running=${running}
        >
          ${running || view.result === null ? nothing : this.#buttons(view)}
        </tokenscope-view-header>
        <div class="form"><slot name="form"></slot></div>
        <div class="remarks">
          ${remarks(view.error, view.unavailable === null ? [] : [view.unavailable])}
        </div>
        ${view.result === null ? this.#welcome(running) : this.#results(view, running)}
        <div class="remarks">${remarks(null, view.notices)}</div>
        ${view.models.map(
          (model, index) =>
            html`<tokenscope-model-footer
              .model=${model}
              .facts=${index === 0 ? [formatDuration(view.milliseconds)] : []}
            ></tokenscope-model-footer>`,
        )}
      </section>
    `;
  }

  #progress({ progress, share }: LabState): string | null {
    if (progress === null || share === null) return progress;
    return `${progress} ${Math.floor(100 * share)}\u202f%`;
  }

  #welcome(running: boolean): TemplateResult {
    return html`<div class="welcome">
      <p>${this.welcome}</p>
      <vscode-button ?disabled=${running || this.view?.unavailable !== null} @click=${this.#run}
        >${this.runLabel}</vscode-button
      >
    </div>`;
  }

  #results(view: LabState, running: boolean): TemplateResult {
    return html`<div
      class="results ${view.pinned === null ? '' : 'two'} ${running && !view.growing ? 'stale' : ''}"
    >
      <div><slot name="result"></slot></div>
      ${
        view.pinned === null
          ? nothing
          : html`<div class="pinned">
              <div class="line">
                <span class="dim">${l10n.t('Pinned: {0}', view.pinned.label)}</span>
                <vscode-toolbar-button
                  icon="pinned"
                  label=${l10n.t('Unpin')}
                  title=${l10n.t('Unpin')}
                  @click=${() => this.host?.tell(pinLabRun, { tool: this.tool, run: null })}
                ></vscode-toolbar-button>
              </div>
              <slot name="pinned"></slot>
            </div>`
      }
    </div>`;
  }

  #buttons(view: LabState): TemplateResult {
    const { tool } = this;
    return html`
      ${
        view.history.length < 2
          ? nothing
          : html`<tokenscope-select-field
              class="history"
              label=${l10n.t('Run')}
              .value=${String(view.run)}
              .options=${view.history.map(({ run, label }) => ({ value: String(run), label }))}
              @tokenscope-field-change=${this.#onHistory}
            ></tokenscope-select-field>`
      }
      ${
        this.colors
          ? this.#button(
              view.colors ? 'eye' : 'eye-closed',
              view.colors
                ? l10n.t('Hide Colours in the Editor')
                : l10n.t('Show Colours in the Editor'),
              () => this.host?.tell(showLabColors, { tool, shown: !view.colors }),
            )
          : nothing
      }
      ${
        view.unavailable === null
          ? this.#button('refresh', l10n.t('Run on the Current Selection'), this.#run)
          : nothing
      }
      ${this.#button('pin', l10n.t('Pin This Run to Compare'), () =>
        this.host?.tell(pinLabRun, { tool, run: view.run }),
      )}
      ${this.large ? nothing : this.#button('copy', l10n.t('Copy Table'), () => this.#copy('table'))}
      ${this.#button('code', l10n.t('Copy as Python'), () => this.#copy('python'))}
      ${this.#button('quote', l10n.t('Copy Methods Sentence'), () => this.#copy('methods'))}
      ${this.#button('export', l10n.t('Export…'), () => this.host?.tell(exportLab, { tool }))}
    `;
  }

  #button(icon: string, label: string, click: () => void): TemplateResult {
    return html`<vscode-toolbar-button
      icon=${icon}
      label=${label}
      title=${label}
      @click=${click}
    ></vscode-toolbar-button>`;
  }

  #copy(what: LabCopy): void {
    this.host?.tell(copyLab, { tool: this.tool, what });
  }

  readonly #run = () => this.host?.tell(runLab, { tool: this.tool });

  readonly #onHistory = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) {
      this.host?.tell(showLabRun, { tool: this.tool, run: Number(event.value) });
    }
  };
}
