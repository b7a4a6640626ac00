import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BranchRow } from '../../src/common/protocol/views/completionBranches';
import { counted } from '../shared/counted';
import { formatLogProb } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { visibleText } from '../tokens/list/visibleText';
import { treeRows, treeTarget, type TreeRow } from './branchRows';
import { BranchSelected } from './events';

/** Levels that are drawn further to the right; a narrow view has no room for more. */
const drawnLevels = 7;

const icons: Readonly<Record<BranchRow['origin'], string>> = {
  first: 'sparkle',
  again: 'refresh',
  extension: 'arrow-down',
  alternative: 'git-branch',
  guessed: 'question',
};

/** All texts of the prompt as a tree; the one that is chosen is shown. */
@customElement('tokenscope-branch-tree')
export class BranchTree extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      [role='treeitem'] {
        display: flex;
        align-items: center;
        gap: 6px;
        height: 22px;
        padding-inline: calc(var(--tokenscope-gutter) - 4px) var(--tokenscope-gutter);
        cursor: pointer;
        white-space: nowrap;
      }
      [role='treeitem']:hover {
        background: var(--vscode-list-hoverBackground);
        color: var(--vscode-list-hoverForeground, inherit);
      }
      [role='treeitem'][aria-selected='true'] {
        background: var(--vscode-list-inactiveSelectionBackground);
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      [role='treeitem']:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
      .indent {
        flex: none;
        height: 100%;
        background: repeating-linear-gradient(
          to right,
          transparent 0 6px,
          var(--vscode-tree-indentGuidesStroke, var(--tokenscope-line)) 6px 7px,
          transparent 7px 12px
        );
      }
      vscode-icon {
        flex: none;
        color: inherit;
      }
      .words {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .number {
        flex: none;
        font-size: 11px;
      }
    `,
  ];

  @property({ attribute: false }) branches: readonly BranchRow[] = [];
  @property({ attribute: false }) shown: number | null = null;
  /** The branch that Tab reaches. */
  @state() private active: number | null = null;

  protected override render() {
    const rows = treeRows(this.branches);
    const reached = rows.some(({ row }) => row.id === this.active) ? this.active : this.shown;
    return html`<div role="tree" aria-label=${l10n.t('Branches')}>
      ${rows.map((row, index) => this.#row(row, index, reached))}
    </div>`;
  }

  #row(
    { row, level, position, siblings }: TreeRow,
    index: number,
    reached: number | null,
  ): TemplateResult {
    // As a property: a style attribute would be refused by the content policy.
    const indent = `width: ${12 * Math.min(level - 1, drawnLevels)}px`;
    const selected = row.id === this.shown;
    return html`<div
      role="treeitem"
      aria-level=${level}
      aria-posinset=${position}
      aria-setsize=${siblings}
      aria-selected=${selected ? 'true' : 'false'}
      tabindex=${row.id === reached ? 0 : -1}
      data-index=${index}
      title=${titleOf(row)}
      @click=${() => this.#choose(row)}
      @focus=${() => (this.active = row.id)}
      @keydown=${(event: KeyboardEvent) => this.#onKeyDown(event, index)}
    >
      <span class="indent" .style=${indent}></span>
      <vscode-icon name=${icons[row.origin]} size="14"></vscode-icon>
      <span class="words">${row.words === '' ? l10n.t('(no text)') : visibleLine(row.words)}</span>
      ${
        row.favourite
          ? html`<vscode-icon
              name="star-full"
              size="14"
              label=${l10n.t('Favourite')}
            ></vscode-icon>`
          : nothing
      }
      <span class="number">${formatLogProb(row.meanLogProb)}</span>
    </div>`;
  }

  #choose(row: BranchRow): void {
    this.active = row.id;
    if (row.id !== this.shown) this.dispatchEvent(new BranchSelected(row.id));
  }

  #onKeyDown(event: KeyboardEvent, index: number): void {
    const rows = treeRows(this.branches);
    const target = treeTarget(event.key, rows, index);
    if (target !== null) {
      event.preventDefault();
      this.renderRoot.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const row = rows[index]?.row;
      if (row) this.#choose(row);
    }
  }
}

function visibleLine(words: string): string {
  return words.replace(/\s+/g, (space) => (space.includes('\n') ? ' ⏎ ' : ' '));
}

function titleOf({ words, tokens, meanLogProb, origin }: BranchRow): string {
  return [
    originWords(origin),
    l10n.t('{0} · mean ln p {1}', counted(tokens, 'token'), formatLogProb(meanLogProb)),
    visibleText(words),
  ].join('\n');
}

function originWords(origin: BranchRow['origin']): string {
  switch (origin) {
    case 'first':
      return l10n.t('First run');
    case 'again':
      return l10n.t('Generated again');
    case 'extension':
      return l10n.t('Extended');
    case 'alternative':
      return l10n.t('Begins with a token that you chose');
    case 'guessed':
      return l10n.t('Token by token, with guesses');
  }
}
