import { docIdColumn, runIdColumn } from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';
import type {
  AnswersView,
  ClassificationView,
  EntitiesView,
  LabelsView,
} from '../../../common/protocol/views/laboratory/labels';
import type { LabTable } from '../labTool';

const keys: readonly Column[] = [runIdColumn, docIdColumn];
const sentenceIndex: Column = {
  name: 'sentence_index',
  type: 'integer',
  description: 'Place of the sentence among those that were read, from 0.',
};
const place: readonly Column[] = [
  {
    name: 'cp_start',
    type: 'integer',
    description: 'Offset of its first character in the document, in code points, from 0.',
  },
  {
    name: 'cp_end',
    type: 'integer',
    description: 'Offset behind its last character in the document, in code points.',
  },
  { name: 'text', type: 'string', description: 'The text itself.' },
];

/** The table of a result, by its task. */
export function labelsTable(result: LabelsView): LabTable {
  switch (result.task) {
    case 'classification':
      return sentenceTable(result);
    case 'entities':
      return entityTable(result);
    case 'answer':
      return answerTable(result);
  }
}

/** A row for each sentence. */
function sentenceTable({ document, head, texts, sentences }: ClassificationView): LabTable {
  return {
    name: 'labels',
    columns: [
      ...keys,
      sentenceIndex,
      ...place,
      { name: 'label', type: 'string', description: 'The label with the largest score.' },
      { name: 'score', type: 'number', description: 'Its score, from 0 to 1.' },
      ...head.labels.map((label): Column => ({
        name: `score_${label}`,
        type: 'number',
        description: `Score of the label ${label}, from 0 to 1.`,
      })),
    ],
    rows: (runId) =>
      sentences.map(({ cpStart, cpEnd, text, scores, best }, index) => [
        ...[runId, document, index, cpStart, cpEnd, text],
        head.labels[best] ?? null,
        scores[best] ?? null,
        ...scores,
      ]),
    inputs: texts,
  };
}

/** A row for each entity. */
function entityTable({ document, texts, entities }: EntitiesView): LabTable {
  return {
    name: 'entities',
    columns: [
      ...keys,
      sentenceIndex,
      ...place,
      { name: 'label', type: 'string', description: 'Type of the entity, such as PER.' },
      {
        name: 'score',
        type: 'number',
        description: 'Mean over its words of the probability of their label, from 0 to 1.',
      },
    ],
    rows: (runId) =>
      entities.map(({ sentence, cpStart, cpEnd, text, type, score }) => [
        ...[runId, document, sentence, cpStart, cpEnd, text, type, score],
      ]),
    inputs: texts,
  };
}

/** A row for each answer, and one without a place for "no answer". */
function answerTable({ document, texts, question, answers, none }: AnswersView): LabTable {
  return {
    name: 'answers',
    columns: [
      ...keys,
      { name: 'question', type: 'string', description: 'The question.' },
      { name: 'rank', type: 'integer', description: '1 for the best answer; empty for no answer.' },
      ...place,
      {
        name: 'score',
        type: 'number',
        description: 'Softmax over all spans that were considered and "no answer", from 0 to 1.',
      },
      { name: 'logit', type: 'number', description: 'Start logit plus end logit.' },
    ],
    rows: (runId) => [
      ...answers.map(({ cpStart, cpEnd, text, p, logit }, index) => [
        ...[runId, document, question, index + 1, cpStart, cpEnd, text, p, logit],
      ]),
      [runId, document, question, null, null, null, null, none.p, none.logit],
    ],
    inputs: [question, ...texts],
  };
}
