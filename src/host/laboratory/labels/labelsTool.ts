import {
  bundledHead,
  type LabelsForm,
  type LabelsView,
} from '../../../common/protocol/views/laboratory/labels';
import type { InstalledModels } from '../../models/installedModels';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import { headFor } from './heads';
import { labelsInput, type LabelsInput } from './labelsInput';
import { labelsMarks, labelsPart } from './labelsMarks';
import { labelsRuns } from './labelsRun';
import { labelsTable } from './labelsTable';

/** "Labels": what fine-tuned encoders say of sentences, their words, or a question. */
export function labelsTool(
  registry: ModelRegistry,
  chosen: InstalledModels,
): LabTool<LabelsInput, LabelsForm, LabelsView> {
  return {
    id: 'labels',
    emptyForm: {
      task: 'classification',
      scope: 'selection',
      models: { classification: bundledHead, entities: bundledHead, answer: '' },
      question: '',
    },
    // A question that is yet to be written is no mistake; a model that is missing is worth saying first.
    ready: ({ task, question, models }) =>
      task !== 'answer' || question.trim() !== '' || models.answer === '',
    read: labelsInput,
    run: (input, form, context) =>
      labelsRuns[form.task](input, form, headFor(form, registry, chosen), context),
    marks: labelsMarks,
    part: (result, _, index) => labelsPart(result, index),
    table: labelsTable,
    python: async (result, model) =>
      (await import('./labelsPython')).labelsPython(result, model, registry.folder(model).fsPath),
    method,
  };
}

function method({ task, head }: LabelsView): string {
  switch (task) {
    case 'classification':
      return head.bundled
        ? 'the sentiment of sentences (softmax of the logits of a LoRA adapter trained for Tokenscope on review sentences)'
        : 'labels of sentences (scores of a fine-tuned classification head)';
    case 'entities':
      return `named entities (BIO labels read at each word’s first piece, Devlin et al. 2019; score: mean over words${
        head.bundled ? '; a LoRA adapter trained for Tokenscope' : ''
      })`;
    case 'answer':
      return 'answers to a question (extractive question answering, Devlin et al. 2019; spans of at most 30 tokens, softmax over all spans and “no answer”)';
  }
}
