import { l10n } from 'vscode';
import { lensTokens, logitLens } from '../../../common/protocol/model/logitLens';
import type {
  LogitLensForm,
  LogitLensView,
} from '../../../common/protocol/views/laboratory/logitLens';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import { withoutInside } from '../withoutInside';
import { lensInputAt, type LensInput } from './lensInput';
import { focusAttentionTable, logitLensTable } from './logitLensTable';

/** "Logit Lens": what each layer of a causal model would predict if the model ended there. */
export function logitLensTool(
  registry: ModelRegistry,
): LabTool<LensInput, LogitLensForm, LogitLensView> {
  return {
    id: 'logitLens',
    emptyForm: { scope: 'sentence' },
    read: lensInputAt,
    async run({ text: whole, focus, cut, sentence }, { scope }, context) {
      const model = registry.forTask('text-generation');
      const from = scope === 'sentence' ? sentence : 0;
      const text = whole.slice(from);
      const read = await context.request(logitLens, model, { text, focus: focus - from });
      const { positions, cells, attention, tokens, dropped, facts } = read;
      return {
        result: {
          text: text.slice(0, positions.at(-1)?.end ?? 0),
          ...{ from, positions, cells, attention, tokens },
        },
        notices: [
          l10n.t(
            'The lens asks what the output layer, which was trained on the last layer only, reads in an earlier one. It shows what can be read there in this way, not what the model computes or why: an early layer may hold much that this output layer cannot read.',
          ),
          l10n.t(
            'Attention is not explanation: it says where a head reads, not what it makes of it (Jain & Wallace 2019; Wiegreffe & Pinter 2019).',
          ),
          ...(cut || dropped > 0
            ? [
                l10n.t(
                  'The lens reads {0} tokens at most, the start token included: text further left was left out.',
                  lensTokens,
                ),
              ]
            : []),
        ],
        facts: [facts],
        models: [model],
      };
    },
    part: ({ positions, from }, { start }, index) => {
      const position = positions[index];
      return position && !position.special
        ? { start: start + from + position.start, end: start + from + position.end }
        : null;
    },
    unavailable: () => withoutInside(registry.forTask('text-generation')),
    table: logitLensTable,
    moreTables: (result) => [focusAttentionTable(result)],
    python: async (result, model) =>
      (await import('./logitLensPython')).logitLensPython(result, model),
    method: () =>
      'the logit lens (nostalgebraist 2020), that is, next-token probabilities from the residual stream after each layer through the final norm and the output layer,',
  };
}
