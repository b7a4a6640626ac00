import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { textOf } from '../../src/common/completion/completedToken';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import { FieldChange } from '../shared/draftField';
import '../shared/selectField';
import './branchTree';
import { RunSelected } from './events';
import './favouriteList';
import { formSummary } from './formSummary';
import type { NextTokenController } from './nextTokenController';
import './nextTokenPanel';
import type { SectionName } from './remembered';
import './samplingForm';
import './viewSection';
import type { ViewSection } from './viewSection';

export interface SectionParts {
  readonly view: CompletionState;
  readonly next: NextTokenController;
  /** The place that is looked at, in tokens behind the prompt. */
  readonly place: number;
  readonly isOpen: (name: SectionName) => boolean;
  readonly onToggle: (name: SectionName, open: boolean) => void;
}

/** The parts of the view that open: branches, next token, what is kept, settings. */
export function viewSections(parts: SectionParts): TemplateResult {
  const { view } = parts;
  const hasPrompt = view.prompt !== '';
  return html`
    ${
      view.branches.length > 1
        ? section(parts, 'branchesOpen', {
            label: l10n.t('Branches'),
            gist: String(view.branches.length),
            content: html`<tokenscope-branch-tree
              .branches=${view.branches}
              .shown=${view.shown}
            ></tokenscope-branch-tree>`,
          })
        : nothing
    }
    ${
      hasPrompt
        ? section(parts, 'nextOpen', {
            label: l10n.t('Next token'),
            gist: view.closed ?? l10n.t('what the settings make of it'),
            content: view.closed === null ? nextToken(parts) : html`<p>${view.closed}</p>`,
          })
        : nothing
    }
    ${
      view.favourites.length > 0 || view.history.length > 1
        ? section(parts, 'keptOpen', {
            label: l10n.t('Kept'),
            gist: keptGist(view),
            content: kept(view),
          })
        : nothing
    }
    ${section(parts, 'settingsOpen', {
      label: l10n.t('Settings'),
      gist: formSummary(view.form),
      content: html`<tokenscope-sampling-form
        .form=${view.form}
        .lastSeed=${view.seed}
      ></tokenscope-sampling-form>`,
    })}
  `;
}

function section(
  { isOpen, onToggle }: SectionParts,
  name: SectionName,
  { label, gist, content }: { label: string; gist: string; content: TemplateResult },
): TemplateResult {
  const open = isOpen(name);
  return html`<tokenscope-view-section
    .label=${label}
    .gist=${gist}
    .open=${open}
    @toggle=${(event: Event) => onToggle(name, (event.target as ViewSection).open)}
    >${open ? content : nothing}</tokenscope-view-section
  >`;
}

function nextToken({ view, next, place }: SectionParts): TemplateResult {
  const { tokens, prompt, form } = view;
  return html`<tokenscope-next-token-panel
    .step=${next.step}
    .problem=${next.problem}
    .form=${form}
    .place=${place}
    .leading=${shortened(prompt + textOf(tokens.slice(0, place)))}
    .actual=${tokens[place]?.id ?? null}
  ></tokenscope-next-token-panel>`;
}

/** The end of a text on one line. */
function shortened(text: string): string {
  const end = text.slice(-40);
  const whole = end.length < text.length ? `…${end.replace(/^\S*\s/, '')}` : end;
  return whole.replace(/\s*\n\s*/g, ' ⏎ ');
}

function keptGist({ favourites, history }: CompletionState): string {
  return [
    ...(favourites.length > 0 ? [l10n.t('favourites: {0}', favourites.length)] : []),
    ...(history.length > 1 ? [l10n.t('runs: {0}', history.length)] : []),
  ].join(', ');
}

function kept({ favourites, history, entry }: CompletionState): TemplateResult {
  return html`
    ${
      history.length > 1
        ? html`<tokenscope-select-field
            class="runs"
            label=${l10n.t('Run')}
            .value=${String(entry)}
            .options=${history.map(({ run, label }) => ({ value: String(run), label }))}
            @tokenscope-field-change=${(event: Event) => {
              event.stopPropagation();
              if (event instanceof FieldChange) {
                event.target?.dispatchEvent(new RunSelected(Number(event.value)));
              }
            }}
          ></tokenscope-select-field>`
        : nothing
    }
    <tokenscope-favourite-list .favourites=${favourites}></tokenscope-favourite-list>
  `;
}
