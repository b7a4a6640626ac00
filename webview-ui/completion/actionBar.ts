import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CancelRequest } from '../shared/events';
import { baseStyles } from '../shared/styles';
import { CompletionRequest, type CompletionAction } from './events';

/** What can be done with a continuation; where it is narrow, the lesser buttons are icons. */
@customElement('tokenscope-action-bar')
export class ActionBar extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
        padding: 8px var(--tokenscope-gutter) 4px;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .main {
        flex: 1 1 auto;
        min-width: 150px;
        max-width: 240px;
      }
      .other {
        flex: none;
      }
      @container (max-width: 659px) {
        .main {
          max-width: none;
        }
        .other .label {
          display: none;
        }
        .other {
          width: 30px;
        }
      }
      /* Not room for all in one row: the lesser ones get one of their own. */
      @container (max-width: 329px) {
        .main {
          flex-basis: 100%;
        }
        .other {
          flex: 1;
        }
      }
    `,
  ];

  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) hasText = false;
  @property({ type: Boolean }) hasSelection = false;
  @property({ type: Boolean }) favourite = false;

  protected override render() {
    return html`<div class="bar">${this.running ? this.#stop() : this.#done()}</div>`;
  }

  #stop(): TemplateResult {
    return html`<vscode-button
      class="main"
      icon="debug-stop"
      title=${l10n.t('Stop (Escape). What is written stays.')}
      @click=${() => this.dispatchEvent(new CancelRequest())}
      >${l10n.t('Stop')}</vscode-button
    >`;
  }

  #done(): TemplateResult {
    const text = this.hasText
      ? html`<vscode-button
            class="main"
            icon="insert"
            title=${l10n.t('Insert the continuation at the cursor')}
            @click=${() => this.#request('insert')}
            >${l10n.t('Insert at Cursor')}</vscode-button
          >
          ${
            this.hasSelection
              ? this.#other('replace', 'replace', l10n.t('Replace Selection'))
              : nothing
          }
          ${this.#other('copy', 'copy', l10n.t('Copy'))}
          ${
            this.favourite
              ? this.#other('star', 'star-full', l10n.t('Remove from Favourites'))
              : this.#other('star', 'star-empty', l10n.t('Keep as Favourite'))
          }
          ${this.#other('extend', 'arrow-down', l10n.t('Extend'))}`
      : html`<vscode-button class="main" icon="sparkle" @click=${() => this.#request('restart')}
          >${l10n.t('Continue')}</vscode-button
        >`;
    return this.hasText
      ? html`${text} ${this.#other('restart', 'refresh', l10n.t('Run Again'))}`
      : text;
  }

  #other(action: CompletionAction, icon: string, label: string): TemplateResult {
    return html`<vscode-button
      class="other"
      secondary
      icon=${icon}
      title=${label}
      aria-label=${label}
      @click=${() => this.#request(action)}
      >${action === 'star' ? nothing : html`<span class="label">${label}</span>`}</vscode-button
    >`;
  }

  #request(action: CompletionAction): void {
    this.dispatchEvent(new CompletionRequest(action));
  }
}
