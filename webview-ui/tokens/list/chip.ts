import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Segment } from './tokenStore';
import { visibleParts, visibleText } from './visibleText';

/** How a chip is drawn. */
export interface ChipLook {
  readonly ids: boolean;
  readonly hovered: boolean;
  /** The editor's cursor is on it. */
  readonly cursor: boolean;
}

/** One segment: its text, with whitespace to be seen, and its ids. */
export function chip(segment: Segment, { ids, hovered, cursor }: ChipLook): TemplateResult {
  const { index, text, type, tokens } = segment;
  const look = type === 'text' || type === 'bytes' ? (index % 2 === 0 ? 'even' : 'odd') : type;
  const classes = ['chip', look, hovered ? 'hovered' : '', cursor ? 'cursor' : ''];
  return html`<span
    class=${classes.join(' ')}
    id="chip-${index}"
    role="option"
    aria-selected=${cursor}
    data-segment=${index}
    title=${chipTitle(segment)}
    >${pieces(text === '' ? tokens.join('') : text)}${
      ids ? html`<span class="id">${segment.ids.join(' ')}</span>` : nothing
    }</span
  >`;
}

function chipTitle({ tokens, ids, first, start, end }: Segment): string {
  return [
    tokens.map((token, index) => `${visibleText(token)}  ${ids[index] ?? ''}`).join('\n'),
    l10n.t('Token {0}, span {1}–{2}', first, start, end),
  ].join('\n');
}

/** Text and glyphs apart, so that glyphs can be dimmed. */
function pieces(text: string): TemplateResult[] {
  return visibleParts(text).map((part) =>
    part.glyph ? html`<span class="glyph">${part.text}</span>` : html`${part.text}`,
  );
}
