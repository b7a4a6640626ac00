import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Favourite } from '../../src/common/protocol/views/completionBranches';
import { counted } from '../shared/counted';
import { formatLogProb } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { BranchSelected, FavouriteUsed } from './events';

/** Texts that were kept with a star, the latest first. */
@customElement('tokenscope-favourite-list')
export class FavouriteList extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      ul {
        margin: 0;
        padding: 0 0 4px;
        list-style: none;
      }
      li {
        padding: 6px var(--tokenscope-gutter) 4px;
      }
      li + li {
        border-top: 1px solid var(--tokenscope-line);
      }
      .text {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
        margin: 0;
        overflow: hidden;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 2px;
      }
      .facts {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        font-size: 11px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) favourites: readonly Favourite[] = [];

  protected override render() {
    return html`<ul>
      ${this.favourites.map((favourite) => this.#item(favourite))}
    </ul>`;
  }

  #item({
    id,
    text,
    prompt,
    label,
    tokens,
    meanLogProb,
    model,
    branch,
  }: Favourite): TemplateResult {
    const facts = l10n.t(
      '{0} · {1} · ln p̄ {2}',
      label,
      counted(tokens, 'token'),
      formatLogProb(meanLogProb),
    );
    return html`<li>
      <p class="text" title=${text}><span class="dim">…${prompt.slice(-40)}</span>${text}</p>
      <div class="line">
        <span class="facts dim" title=${`${facts}\n${model}`}>${facts}</span>
        ${
          branch === null
            ? nothing
            : button('go-to-file', l10n.t('Show'), () =>
                this.dispatchEvent(new BranchSelected(branch)),
              )
        }
        ${button('insert', l10n.t('Insert at Cursor'), () => this.#use(id, 'insert'))}
        ${button('copy', l10n.t('Copy'), () => this.#use(id, 'copy'))}
        ${button('star-full', l10n.t('Remove from Favourites'), () => this.#use(id, 'remove'))}
      </div>
    </li>`;
  }

  #use(id: number, what: 'insert' | 'copy' | 'remove'): void {
    this.dispatchEvent(new FavouriteUsed(id, what));
  }
}

function button(icon: string, label: string, click: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${click}
  ></vscode-toolbar-button>`;
}
