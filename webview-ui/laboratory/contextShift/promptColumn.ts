import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import {
  shiftTop,
  type ContextShiftView,
} from '../../../src/common/protocol/views/laboratory/contextShift';
import { formatLogProb, formatProbability } from '../../shared/format';

/** Characters of a prompt that are shown: its end. */
const shownCharacters = 60;

/** Name of a prompt; an empty one is the start of a text. */
function promptName(prompt: string): string {
  if (prompt === '') return l10n.t('(start of a text)');
  return prompt.length > shownCharacters ? `…${prompt.slice(-shownCharacters)}` : prompt;
}

/** The most likely next tokens after one prompt, each beside its probability after the other. */
export function promptColumn(
  { prompts, candidates, entropyBits }: ContextShiftView,
  side: 0 | 1,
): TemplateResult {
  const other = side === 0 ? 1 : 0;
  const top = candidates.toSorted((a, b) => b.logProbs[side] - a.logProbs[side]).slice(0, shiftTop);
  const largest = Math.exp(Math.max(...candidates.flatMap(({ logProbs }) => logProbs)));
  return html`<div class="prompt">
      <h3 title=${prompts[side]}>${side + 1}: ${promptName(prompts[side])}</h3>
      <span class="dim">${l10n.t('Entropy {0} bits', entropyBits[side].toFixed(2))}</span>
    </div>
    <table>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Next token')}</th>
          <td class="share"></td>
          <th scope="col" class="number">p</th>
          <th scope="col" class="number other">${l10n.t('p after {0}', other + 1)}</th>
          <th scope="col" class="number">${l10n.t('ln ratio')}</th>
        </tr>
      </thead>
      <tbody>
        ${top.map(({ text, token, logProbs }) => {
          const probability = Math.exp(logProbs[side]);
          return html`<tr>
            <td title=${token}>${text.replaceAll('\n', '↵')}</td>
            <td class="share">
              <span class="bar" .style=${`width: ${(100 * probability) / largest}%`}></span>
            </td>
            <td class="number">${formatProbability(probability)}</td>
            <td class="number dim other">${formatProbability(Math.exp(logProbs[other]))}</td>
            <td class="number">${formatLogProb(logProbs[side] - logProbs[other])}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
}
