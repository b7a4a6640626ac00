import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { pinFillMaskRun, type PinnedFillMask } from '../../src/common/protocol/views/fillMask';
import type { Host } from '../shared/host';
import './maskedText';
import './maskList';
import './togetherList';

/** An earlier run, to be read beside the one that is shown. */
export function pinnedRun(pinned: PinnedFillMask, host: Host): TemplateResult {
  const { label, text, masks, together } = pinned;
  return html`<section class="pinned">
    <header>
      <span class="dim">${l10n.t('Pinned: {0}', label)}</span>
      <vscode-toolbar-button
        icon="pinned"
        label=${l10n.t('Unpin')}
        title=${l10n.t('Unpin')}
        @click=${() => host.tell(pinFillMaskRun, { run: null })}
      ></vscode-toolbar-button>
    </header>
    <div class="above">
      <tokenscope-masked-text .pieces=${text} .masks=${masks}></tokenscope-masked-text>
    </div>
    ${masks.map(
      (mask, index) =>
        html`<tokenscope-mask-list
          .mask=${mask}
          .index=${index}
          .heading=${masks.length > 1 ? l10n.t('Mask {0}', index + 1) : l10n.t('Candidates')}
          stale
        ></tokenscope-mask-list>`,
    )}
    <tokenscope-together-list
      .together=${together}
      stale
      ?hidden=${together === null}
    ></tokenscope-together-list>
  </section>`;
}
