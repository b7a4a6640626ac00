import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { entityCounts } from '../../../src/common/measures/entityCounts';
import { entityKind } from '../../../src/common/measures/entityKind';
import type {
  EntitiesView,
  FoundEntity,
} from '../../../src/common/protocol/views/laboratory/labels';
import { formatProbability } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { labelsStyles } from './labels.styles';
import { PartLink } from './part';

/** Rows that are drawn until all are asked for. */
const firstRows = 300;

/** The entities in the order of the text, and how often each was found. */
@customElement('tokenscope-entities-result')
export class EntitiesResult extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, labelsStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) result: EntitiesView | null = null;
  @state() private all = false;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    const { entities } = result;
    if (entities.length === 0) {
      return html`<p class="none">${l10n.t('No entity was found in this text.')}</p>`;
    }
    const link = new PartLink(this.host);
    const shown = this.all ? entities : entities.slice(0, firstRows);
    return html`
      <ul class="summary">
        ${types(entities).map(
          ({ type, count }) =>
            html`<li><span class="type ${entityKind(type)}">${type}</span> ${count}</li>`,
        )}
      </ul>
      <div class="sides">
        <div>
          <table>
            <thead>
              <tr>
                <th>${l10n.t('In the text')}</th>
                <th>${l10n.t('Type')}</th>
                <th class="number">${l10n.t('Score')}</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map((entity, index) => row(entity, index, link))}
            </tbody>
          </table>
          ${
            shown.length === entities.length
              ? nothing
              : html`<vscode-button secondary @click=${() => (this.all = true)}
                  >${l10n.t('Show All {0} Entities', entities.length)}</vscode-button
                >`
          }
        </div>
        ${this.#counts(entities)}
      </div>
    `;
  }

  #counts(entities: readonly FoundEntity[]): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th>${l10n.t('Counted')}</th>
          <th>${l10n.t('Type')}</th>
          <th class="number">${l10n.t('Times')}</th>
          <th class="number">${l10n.t('Mean score')}</th>
        </tr>
      </thead>
      <tbody>
        ${entityCounts(entities)
          .slice(0, this.all ? undefined : firstRows)
          .map(
            ({ text, type, count, mean }) =>
              html`<tr>
                <td class="text">${text}</td>
                <td><span class="type ${entityKind(type)}">${type}</span></td>
                <td class="number">${count}</td>
                <td class="number">${formatProbability(mean)}</td>
              </tr>`,
          )}
      </tbody>
    </table>`;
  }
}

function row({ text, type, score }: FoundEntity, index: number, link: PartLink): TemplateResult {
  return html`<tr @pointerenter=${() => link.hover(index)} @pointerleave=${() => link.hover(null)}>
    <td class="text">${link.button(index, text)}</td>
    <td><span class="type ${entityKind(type)}">${type}</span></td>
    <td class="number">${formatProbability(score)}</td>
  </tr>`;
}

function types(entities: readonly FoundEntity[]): { type: string; count: number }[] {
  return [...new Set(entities.map(({ type }) => type))]
    .map((type) => ({ type, count: entities.filter((entity) => entity.type === type).length }))
    .toSorted((a, b) => b.count - a.count);
}
