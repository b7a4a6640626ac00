import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { difference } from '../../../src/common/measures/difference';
import type {
  ReadingSide,
  ReadingsView,
} from '../../../src/common/protocol/views/laboratory/readings';
import type { SurprisalSummary } from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatBits } from '../../shared/format';

type Measure = (summary: SurprisalSummary, words: number) => number | null;

interface MeasureRow {
  readonly label: string;
  readonly title: string;
  readonly of: Measure;
  /** Whether it depends on what the tokens are. */
  readonly byToken: boolean;
}

/** Both readings side by side; of different tokenizers only what can be compared. */
export function sidesTable({ sides, sameTokenizer }: ReadingsView): TemplateResult {
  const rows = measures().filter(({ byToken }) => sameTokenizer || !byToken);
  return html`<table class="sides">
    <thead>
      <tr>
        <td></td>
        ${sides.map(({ label }, index) => html`<th scope="col" class="number" title=${label}>${index + 1}: ${label}</th>`)}
        <th scope="col" class="number">${l10n.t('Difference')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ label, title, of }) => {
        const measured = ({ summary, words }: ReadingSide): number | null => of(summary, words);
        const values = [measured(sides[0]), measured(sides[1])] as const;
        return html`<tr title=${title}>
          <th scope="row">${label}</th>
          <td class="number">${formatBits(values[0])}</td>
          <td class="number">${formatBits(values[1])}</td>
          <td class="number">${formatBits(difference(values))}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function measures(): MeasureRow[] {
  return [
    {
      label: l10n.t('Perplexity'),
      title: l10n.t('exp(Σ −ln p / tokens)'),
      of: ({ perplexity }) => perplexity,
      byToken: true,
    },
    {
      label: l10n.t('Bits per byte'),
      title: l10n.t('Σ bits / bytes in UTF-8'),
      of: ({ bits, bytes }) => ratio(bits, bytes),
      byToken: false,
    },
    {
      label: l10n.t('Bits per word'),
      title: l10n.t('Σ bits / words'),
      of: ({ bits }, words) => ratio(bits, words),
      byToken: false,
    },
    {
      label: l10n.t('Bits per token'),
      title: l10n.t('Σ bits / tokens'),
      of: ({ bits, scored }) => ratio(bits, scored),
      byToken: true,
    },
    {
      label: l10n.t('Ranks 1–10, %'),
      title: l10n.t('Share of the tokens that were among the ten likeliest'),
      of: ({ buckets, scored }) => ratio(100 * (buckets[0] ?? 0), scored),
      byToken: true,
    },
  ];
}

function ratio(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count;
}
