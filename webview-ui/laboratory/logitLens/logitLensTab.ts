import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type {
  LogitLensForm,
  LogitLensView,
} from '../../../src/common/protocol/views/laboratory/logitLens';
import { FieldChange } from '../../shared/draftField';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { ViewMemory } from '../../shared/vscodeApi';
import { LabTab } from '../labTab';
import '../toolFrame';
import './focusAttention';
import './lensGrid';
import { PositionHover } from './lensGrid';
import type { LensShade } from './lensShade';

/** "Logit Lens": what each layer would predict. */
@customElement('tokenscope-logit-lens')
export class LogitLensTab extends LabTab<LogitLensForm, LogitLensView> {
  static override readonly styles = [
    baseStyles,
    css`
      .shade {
        --tokenscope-select-width: 180px;
      }
    `,
  ];
  protected override readonly tool = 'logitLens';
  readonly #memory = new ViewMemory<{ lensShade: LensShade }>();
  @state() private shade: LensShade = this.#memory.get('lensShade') ?? 'top';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="logitLens"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'If GPT-2 ended after its first layer, which token would it expect next, and how does the guess change from layer to layer? Put the cursor on a word: the text up to it is read, at most 128 tokens.',
      )}
      runLabel=${l10n.t('Show Logit Lens')}
    >
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Read from the start of the')}
        .value=${view.form.scope}
        .options=${[
          { value: 'sentence', label: l10n.t('sentence') },
          { value: 'paragraph', label: l10n.t('paragraph') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'scope')}
      ></tokenscope-select-field>
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Shade')}
        class="shade"
        .value=${this.shade}
        .options=${[
          { value: 'top', label: l10n.t('p of the top token') },
          { value: 'next', label: l10n.t('p of the token really next') },
          { value: 'entropy', label: l10n.t('entropy') },
        ]}
        @tokenscope-field-change=${this.#onShade}
      ></tokenscope-select-field>
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, true)}</div>`}
      ${view.pinned === null ? nothing : html`<div slot="pinned">${this.#result(view.pinned.result, false)}</div>`}
    </tokenscope-tool-frame>`;
  }

  #result(result: LogitLensView, linked: boolean): TemplateResult {
    const onHover = (event: Event): void => {
      if (linked && event instanceof PositionHover) this.hover(event.position);
    };
    return html`<tokenscope-lens-grid
        .view=${result}
        .shade=${this.shade}
        @tokenscope-position-hover=${onHover}
      ></tokenscope-lens-grid>
      <tokenscope-focus-attention
        .view=${result}
        @tokenscope-position-hover=${onHover}
      ></tokenscope-focus-attention>`;
  }

  readonly #onShade = (event: Event) => {
    if (event instanceof FieldChange) {
      this.shade = event.value as LensShade;
      this.#memory.set('lensShade', this.shade);
    }
  };
}
