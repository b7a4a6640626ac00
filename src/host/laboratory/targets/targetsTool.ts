import { l10n } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { scoreTargets } from '../../../common/protocol/model/targets';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import type { TargetsForm, TargetsView } from '../../../common/protocol/views/laboratory/targets';
import { parseTargets, type TargetSet } from '../../../common/targets/targetList';
import type { ModelRegistry } from '../../models/modelRegistry';
import { gapAt, gapFor, type GapInput } from '../gapInput';
import type { LabTool } from '../labTool';
import { targetRows } from './targetRows';
import { setRows, targetNotices } from './targetSets';
import { contrastTable, targetsTable } from './targetsTable';

const defaultTargets = 'he, she, they';

/** "Target Words": how likely chosen words are in a gap, and what an attribute does to that. */
export function targetsTool(registry: ModelRegistry): LabTool<GapInput, TargetsForm, TargetsView> {
  return {
    id: 'targets',
    emptyForm: {
      targets: defaultTargets,
      scoring: 'pll_l2r',
      sets: 'mean',
      attribute: null,
      reference: null,
    },
    read: (editor) => gapAt(editor, registry.forTask('fill-mask').maskToken ?? ''),
    async run(input, form, context) {
      const model = registry.forTask('fill-mask');
      const list = parseTargets(form.targets);
      const sets = withHidden(list.sets, input.hidden);
      const targets = [...new Set(sets.flatMap((set) => set.targets))];
      if (targets.length === 0) {
        throw new TokenscopeError('InvalidParameter', {
          name: l10n.t('Target words'),
          value: '""',
          expected: l10n.t('one word or more, separated by commas'),
        });
      }
      const { text, gap, hidden } = gapFor(input, model.maskToken ?? '');
      const attribute = attributeIn(text, gap, form);
      const scored = await context.request(scoreTargets, model, {
        text,
        focus: gap.start,
        targets,
        scoring: form.scoring,
        attribute,
        topK: 0,
      });
      const rows = targetRows(sets, scored, form.reference);
      return {
        result: {
          text,
          gap,
          attribute,
          attributeTokens: scored.attributeTokens,
          hidden,
          rows,
          reference: rows.find(({ logProbRatio }) => logProbRatio === 0)?.target ?? '',
          sets: setRows(rows, form.sets),
          truncated: scored.window !== null,
          model: { id: model.id, precision: model.precision, revision: model.revision },
        },
        notices: targetNotices(list, rows, scored),
        facts: [scored.facts],
        models: [model],
      };
    },
    part: (_, { place }) => place,
    table: targetsTable,
    moreTables: (result) => [contrastTable(result)],
    python: async (result, model) => (await import('./targetsPython')).targetsPython(result, model),
    method: ({ attribute }) =>
      attribute
        ? 'log-probabilities of target words at a masked position and their association with an attribute (log-probability bias score, Kurita et al. 2019)'
        : 'log-probabilities of target words at a masked position',
  };
}

/** The hidden word is scored too, as a set of its own. */
function withHidden(sets: readonly TargetSet[], hidden: string | null): readonly TargetSet[] {
  return hidden === null ? sets : [{ name: 'original', targets: [hidden] }, ...sets];
}

/**
 * Where the attribute stands in the text: where it was marked, else the first place beside the gap.
 * @throws TokenscopeError `AttributeOutside`.
 */
function attributeIn(text: string, gap: OffsetRange, form: TargetsForm): OffsetRange | null {
  if (form.attribute === null) {
    return null;
  }
  const { text: attribute, start } = form.attribute;
  const at = [start, text.indexOf(attribute), text.indexOf(attribute, gap.end)].find(
    (place) =>
      place >= 0 &&
      text.startsWith(attribute, place) &&
      (place + attribute.length <= gap.start || place >= gap.end),
  );
  if (at === undefined || attribute.trim() === '') {
    throw new TokenscopeError('AttributeOutside', { attribute });
  }
  return { start: at, end: at + attribute.length };
}
