import { l10n } from 'vscode';
import { Color } from '../../../common/contributions';
import { entityKind, type EntityKind } from '../../../common/measures/entityKind';
import type { LabelsView } from '../../../common/protocol/views/laboratory/labels';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import type { LabMark } from '../labMarks';

const colors: Readonly<Record<EntityKind, LabMark['color']>> = {
  person: Color.entityPerson,
  organization: Color.entityOrganization,
  location: Color.entityLocation,
  miscellaneous: Color.entityMiscellaneous,
};

/** The entities in the colours of their types, or the best answer where there is one. */
export function labelsMarks(result: LabelsView): LabMark[] {
  switch (result.task) {
    case 'classification':
      return [];
    case 'entities':
      return result.entities.map(({ start, end, type, score }) => ({
        start,
        end,
        color: colors[entityKind(type)],
        hover: [l10n.t('{0}, score {1}', type, score.toFixed(3))],
      }));
    case 'answer': {
      const [best] = result.answers;
      return best && best.logit > result.none.logit
        ? [
            {
              start: best.start,
              end: best.end,
              color: Color.answerBackground,
              hover: [result.question, l10n.t('P = {0}', best.p.toFixed(3))],
            },
          ]
        : [];
    }
  }
}

/** Where a row of the list stands in the document. */
export function labelsPart(result: LabelsView, index: number): OffsetRange | null {
  switch (result.task) {
    case 'classification':
      return result.sentences[index] ?? null;
    case 'entities':
      return result.entities[index] ?? null;
    case 'answer':
      return result.answers[index] ?? null;
  }
}
