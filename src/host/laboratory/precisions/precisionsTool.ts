import { l10n } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import { compareModels } from '../../../common/protocol/model/compareModels';
import type { Two } from '../../../common/protocol/model/contextShift';
import {
  comparedTop,
  type PrecisionsForm,
  type PrecisionsView,
} from '../../../common/protocol/views/laboratory/precisions';
import type { ModelRegistry } from '../../models/modelRegistry';
import { gapFor } from '../gapInput';
import type { LabTool } from '../labTool';
import { comparedModel, comparedPair } from './comparedPair';
import { precisionsInputAt, type PrecisionsInput } from './precisionsInput';
import { comparedTokensTable, comparisonTable } from './precisionsTable';

/** "Compare Precisions": what two precisions of a model, or two models, say of the same place. */
export function precisionsTool(
  registry: ModelRegistry,
): LabTool<PrecisionsInput, PrecisionsForm, PrecisionsView> {
  return {
    id: 'precisions',
    emptyForm: { task: 'fill-mask', first: '', second: '' },
    read: (editor) => precisionsInputAt(editor, registry.bundled('fill-mask').maskToken ?? ''),
    async run(input, form, context) {
      const models = comparedPair(form, registry);
      const [first, second] = models;
      const place = placeFor(input, models);
      const { facts, ...read } = await context.request(compareModels, first, {
        other: registry.ref(second),
        texts: place.texts,
        focus: place.gap?.start ?? 0,
        topK: comparedTop,
      });
      const result: PrecisionsView = {
        ...read,
        task: form.task,
        text: place.texts[0],
        gap: place.gap,
        models: [comparedModel(first), comparedModel(second)],
        choices: registry.models.filter(({ task }) => task === form.task).map(comparedModel),
      };
      return { result, notices: noticesOf(result), facts, models };
    },
    part: ({ gap }, { gap: read, prompt }) =>
      gap && read ? read.place : { start: prompt.start, end: prompt.start + prompt.text.length },
    table: comparedTokensTable,
    moreTables: (result) => [comparisonTable(result)],
    python: async (result, first, second = first) =>
      (await import('./precisionsPython')).precisionsPython(result, [first, second], registry),
    method: ({ klBits }) =>
      `the ${klBits ? 'Kullback-Leibler divergence (Kullback & Leibler 1951), in bits over the whole vocabulary, and the ' : ''}log-probabilities of tokens at one place in two precisions or models`,
  };
}

interface Place {
  readonly texts: Two<string>;
  readonly gap: { readonly start: number; readonly end: number } | null;
}

/** @throws TokenscopeError `NoMask`, `EmptyText`. */
function placeFor(
  { gap, prompt }: PrecisionsInput,
  [first, second]: readonly [CatalogModel, CatalogModel],
): Place {
  if (first.task === 'text-generation') {
    return { texts: [prompt.text, prompt.text], gap: null };
  }
  if (!gap) {
    throw new TokenscopeError('NoMask', { maskToken: first.maskToken ?? '' });
  }
  const own = gapFor(gap, first.maskToken ?? '');
  return { texts: [own.text, gapFor(gap, second.maskToken ?? '').text], gap: own.gap };
}

/** What to know to read a comparison rightly. */
function noticesOf({ sameVocabulary, timedRuns }: PrecisionsView): string[] {
  return [
    ...(sameVocabulary
      ? []
      : [
          l10n.t(
            'The models have different tokens: those that are written the same stand beside each other, and there is no divergence over one vocabulary.',
          ),
        ]),
    l10n.t(
      'Times are medians of {0} and {1} runs on this machine, one text at a time, without loading; other programs make them longer.',
      ...timedRuns,
    ),
  ];
}
