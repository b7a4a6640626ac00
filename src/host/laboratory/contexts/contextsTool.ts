import { l10n } from 'vscode';
import { nextToken } from '../../../common/protocol/model/nextToken';
import { scoreTargets } from '../../../common/protocol/model/targets';
import type {
  ContextColumn,
  ContextsForm,
  ContextsView,
} from '../../../common/protocol/views/laboratory/contexts';
import type { ModelRegistry } from '../../models/modelRegistry';
import { gapFor, hiddenWordAt, type GapInput } from '../gapInput';
import type { LabTool } from '../labTool';
import { causalColumn, maskedColumn } from './contextColumns';
import { contextsTable } from './contextsTable';

/** "Same Gap, Two Models": the true word hidden from BERT with both contexts and with the left one, and from GPT-2. */
export function contextsTool(
  registry: ModelRegistry,
): LabTool<GapInput & { hidden: string }, ContextsForm, ContextsView> {
  return {
    id: 'contexts',
    emptyForm: { topK: 8 },
    read: (editor) => hiddenWordAt(editor, registry.forTask('fill-mask').maskToken ?? ''),
    async run(input, { topK }, context) {
      const bert = registry.forTask('fill-mask');
      const gpt2 = registry.forTask('text-generation');
      const maskToken = bert.maskToken ?? '';
      const { text, gap, hidden: word } = gapFor(input, maskToken);
      const before = text.slice(0, gap.start);
      const after = text.slice(gap.end);
      const masked = (whole: string) =>
        context.request(scoreTargets, bert, {
          text: whole,
          focus: gap.start,
          targets: [word],
          scoring: 'pll_l2r',
          attribute: null,
          topK,
        });
      const both = await masked(text);
      const left = await masked(before + maskToken);
      const causal = await context.request(nextToken, gpt2, {
        left: before.trimEnd(),
        target: before.slice(before.trimEnd().length) + word,
        topK,
      });
      const columns = [
        maskedColumn('both', both, word),
        maskedColumn('left', left, word),
        causalColumn(causal, word),
      ];
      return {
        result: { before, word, after, columns },
        notices: notices(
          columns,
          both.window !== null || causal.dropped > 0,
          before.includes(maskToken) ? maskToken : null,
        ),
        facts: [both.facts, causal.facts],
        models: [bert, gpt2],
      };
    },
    part: (_, { place }) => place,
    table: contextsTable,
    python: async (result, model) =>
      (await import('./contextsPython')).contextsPython(result, model),
    method: () =>
      'the log-probability of a word from both its contexts and from its left context (masked model), and from its left context (causal model)',
  };
}

function notices(
  columns: readonly ContextColumn[],
  cut: boolean,
  literalMask: string | null,
): string[] {
  const said = [
    l10n.t(
      'BERT was trained with both contexts: with the left one alone it reads a sentence that breaks off, for which it was not made.',
    ),
    l10n.t(
      'The models have other vocabularies and training texts: compare what the right context adds within BERT, not BERT with GPT-2 by a number.',
    ),
  ];
  if (columns.some(({ ids }) => ids.length > 1)) {
    said.push(
      l10n.t(
        'A word of several tokens: BERT’s ln p is the sum over its tokens from left to right, the later ones masked; GPT-2’s is the sum over its tokens.',
      ),
    );
  }
  if (literalMask !== null) {
    said.push(l10n.t('GPT-2 has no mask: it reads the other {0} as these letters.', literalMask));
  }
  if (cut) {
    said.push(l10n.t('The text is too long for a context: the part around the gap was read.'));
  }
  return said;
}
