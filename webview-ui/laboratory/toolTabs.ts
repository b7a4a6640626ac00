import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LabState, LabToolId } from '../../src/common/protocol/views/laboratory/laboratory';
import type { Host } from '../shared/host';
import './labels/labelsTab';
import './cloze/clozeTab';
import './contexts/contextsTab';
import './contextShift/contextShiftTab';
import './attention/attentionTab';
import './logitLens/logitLensTab';
import './precisions/precisionsTab';
import './nextSentence/nextSentenceTab';
import './trainedHead/trainedTab';
import './randomMasks/randomMasksTab';
import './readings/readingsTab';
import './targets/targetsTab';
import './vectors/vectorsTab';
import './sentences/sentencesTab';
import './surprisal/surprisalTab';

/** A tool's tab. */
export interface ToolTab {
  readonly id: LabToolId;
  readonly label: () => string;
  readonly render: (host: Host, view: LabState) => TemplateResult;
}

/** In the order of the page. */
export const toolTabs: readonly ToolTab[] = [
  {
    id: 'targets',
    label: () => l10n.t('Target Words'),
    render: (host, view) =>
      html`<tokenscope-targets .host=${host} .view=${view}></tokenscope-targets>`,
  },
  {
    id: 'contexts',
    label: () => l10n.t('Two Models'),
    render: (host, view) =>
      html`<tokenscope-contexts .host=${host} .view=${view}></tokenscope-contexts>`,
  },
  {
    id: 'randomMasks',
    label: () => l10n.t('Random Masks'),
    render: (host, view) =>
      html`<tokenscope-random-masks .host=${host} .view=${view}></tokenscope-random-masks>`,
  },
  {
    id: 'nextSentence',
    label: () => l10n.t('Next Sentence'),
    render: (host, view) =>
      html`<tokenscope-next-sentence .host=${host} .view=${view}></tokenscope-next-sentence>`,
  },
  {
    id: 'sentences',
    label: () => l10n.t('Sentence Scores'),
    render: (host, view) =>
      html`<tokenscope-sentence-scores .host=${host} .view=${view}></tokenscope-sentence-scores>`,
  },
  {
    id: 'attention',
    label: () => l10n.t('Attention'),
    render: (host, view) =>
      html`<tokenscope-attention .host=${host} .view=${view}></tokenscope-attention>`,
  },
  {
    id: 'vectors',
    label: () => l10n.t('Word Vectors'),
    render: (host, view) =>
      html`<tokenscope-vectors .host=${host} .view=${view}></tokenscope-vectors>`,
  },
  {
    id: 'labels',
    label: () => l10n.t('Labels'),
    render: (host, view) =>
      html`<tokenscope-labels .host=${host} .view=${view}></tokenscope-labels>`,
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
  {
    id: 'surprisal',
    label: () => l10n.t('Surprisal (GPT-2)'),
    render: (host, view) =>
      html`<tokenscope-surprisal .host=${host} .view=${view}></tokenscope-surprisal>`,
  },
  {
    id: 'readings',
    label: () => l10n.t('Two Readings (GPT-2)'),
    render: (host, view) =>
      html`<tokenscope-readings .host=${host} .view=${view}></tokenscope-readings>`,
  },
  {
    id: 'logitLens',
    label: () => l10n.t('Logit Lens (GPT-2)'),
    render: (host, view) =>
      html`<tokenscope-logit-lens .host=${host} .view=${view}></tokenscope-logit-lens>`,
  },
  {
    id: 'contextShift',
    label: () => l10n.t('Two Prompts (GPT-2)'),
    render: (host, view) =>
      html`<tokenscope-context-shift .host=${host} .view=${view}></tokenscope-context-shift>`,
  },
  {
    id: 'precisions',
    label: () => l10n.t('Precisions'),
    render: (host, view) =>
      html`<tokenscope-precisions .host=${host} .view=${view}></tokenscope-precisions>`,
  },
];
