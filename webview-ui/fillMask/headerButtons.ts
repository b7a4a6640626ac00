import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { filters } from '../../src/common/protocol/model/candidateFilter';
import {
  fillAllTogether,
  pinFillMaskRun,
  rerunFillMask,
  type FillMaskState,
} from '../../src/common/protocol/views/fillMask';
import type { Host } from '../shared/host';

/** What can be done with a result: options, filling together, pinning, running again. */
export function headerButtons(
  view: FillMaskState,
  host: Host,
  options: { readonly open: boolean; readonly toggle: () => void },
): TemplateResult {
  const { masks, beamWidth, run, topK, filter } = view;
  return html`
    ${button(
      filters(filter) ? 'filter-filled' : 'filter',
      l10n.t('Filter, Beam Width and Earlier Runs'),
      options.toggle,
      options.open,
    )}
    ${
      masks.length > 1
        ? button('wand', l10n.t('Fill All Masks Together'), () =>
            host.tell(fillAllTogether, { beamWidth }),
          )
        : nothing
    }
    ${button('pin', l10n.t('Pin This Run to Compare'), () => host.tell(pinFillMaskRun, { run }))}
    ${button('refresh', l10n.t('Run Again'), () => host.tell(rerunFillMask, { topK }))}
  `;
}

function button(
  icon: string,
  label: string,
  click: () => void,
  expanded?: boolean,
): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    aria-expanded=${expanded ?? nothing}
    @click=${click}
  ></vscode-toolbar-button>`;
}
