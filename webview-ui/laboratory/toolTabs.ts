import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LabState, LabToolId } from '../../src/common/protocol/views/laboratory/laboratory';
import type { Host } from '../shared/host';
import './labels/labelsTab';
import './nextSentence/nextSentenceTab';

/** A tool's tab. */
export interface ToolTab {
  readonly id: LabToolId;
  readonly label: () => string;
  readonly render: (host: Host, view: LabState) => TemplateResult;
}

/** In the order of the page. */
export const toolTabs: readonly ToolTab[] = [
  {
    id: 'nextSentence',
    label: () => l10n.t('Next Sentence'),
    render: (host, view) =>
      html`<tokenscope-next-sentence .host=${host} .view=${view}></tokenscope-next-sentence>`,
  },
  {
    id: 'labels',
    label: () => l10n.t('Labels'),
    render: (host, view) =>
      html`<tokenscope-labels .host=${host} .view=${view}></tokenscope-labels>`,
  },
];
