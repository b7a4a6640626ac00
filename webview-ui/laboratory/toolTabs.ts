import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LabState, LabToolId } from '../../src/common/protocol/views/laboratory/laboratory';
import type { Host } from '../shared/host';
import './cloze/clozeTab';
import './nextSentence/nextSentenceTab';
import './trainedHead/trainedTab';
import './vectors/vectorsTab';

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
    id: 'vectors',
    label: () => l10n.t('Word Vectors'),
    render: (host, view) =>
      html`<tokenscope-vectors .host=${host} .view=${view}></tokenscope-vectors>`,
  },
  {
    id: 'cloze',
    label: () => l10n.t('Cloze Labels'),
    render: (host, view) => html`<tokenscope-cloze .host=${host} .view=${view}></tokenscope-cloze>`,
  },
  {
    id: 'trainedHead',
    label: () => l10n.t('Trained Classifier'),
    render: (host, view) =>
      html`<tokenscope-trained-head .host=${host} .view=${view}></tokenscope-trained-head>`,
  },
];
