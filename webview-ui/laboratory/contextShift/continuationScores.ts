import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { continuationSums } from '../../../src/common/measures/continuationSums';
import type { ContextShiftView } from '../../../src/common/protocol/views/laboratory/contextShift';
import { formatLogProb } from '../../shared/format';

/** ln P(continuation | prompt) for both prompts, by token and in all, of a single continuation. */
export function continuationScores({
  continuations,
}: ContextShiftView): TemplateResult | typeof nothing {
  const [only, another] = continuations;
  if (!only || another) return nothing;
  const { text, tokens } = only;
  const sums = continuationSums(tokens);
  if (tokens === null || sums === null) return nothing;
  return html`<table class="continuation">
    <thead>
      <tr>
        <th scope="col">${l10n.t('Continuation')}</th>
        <th scope="col" class="number">${l10n.t('ln p after {0}', 1)}</th>
        <th scope="col" class="number">${l10n.t('ln p after {0}', 2)}</th>
        <th scope="col" class="number">${l10n.t('log ratio')}</th>
      </tr>
    </thead>
    <tbody>
      ${tokens.map(({ token, logProbs: [first, second] }) => scores(token, first, second, ''))}
      ${scores(text.trim(), ...sums, 'sum')}
    </tbody>
  </table>`;
}

function scores(name: string, first: number, second: number, className: string): TemplateResult {
  return html`<tr class=${className}>
    <td title=${name}>${className === 'sum' ? l10n.t('ln P of “{0}”', name) : name}</td>
    <td class="number">${formatLogProb(first)}</td>
    <td class="number">${formatLogProb(second)}</td>
    <td class="number">${formatLogProb(first - second)}</td>
  </tr>`;
}
