import { bestLabel } from '../../../common/measures/labelScores';
import { answerQuestion, classifyTexts, findEntities } from '../../../common/protocol/model/labels';
import {
  bundledHead,
  type LabelsForm,
  type LabelsView,
} from '../../../common/protocol/views/laboratory/labels';
import { TokenscopeError } from '../../../common/errors';
import { docIdOf } from '../../exports/docId';
import type { LabContext, LabOutcome } from '../labTool';
import type { Head } from './heads';
import { passages, sentencesOf, type LabelsInput } from './labelsInput';
import { answerNotices, headNotices, lengthNotices } from './labelsNotices';
import { LabelsPlaces } from './labelsPlaces';

type Run = (
  input: LabelsInput,
  form: LabelsForm,
  head: Head,
  context: LabContext,
) => Promise<LabOutcome<LabelsView>>;

/** Units of text that stand beside an answer in the list. */
const answerContext = 60;

/** How each task runs. @throws TokenscopeError, each as its request does; `NoQuestion`. */
export const labelsRuns: Readonly<Record<LabelsForm['task'], Run>> = {
  classification: async (input, form, head, context) => {
    const sentences = sentencesOf(input, form);
    const texts = sentences.map(({ text }) => text);
    const { model, graph, labels, activation } = head;
    const places = new LabelsPlaces(input.text);
    const answer = await context.request(classifyTexts, model, {
      graph,
      labels,
      activation,
      texts,
    });
    return {
      result: {
        task: 'classification',
        ...shared(input, form, head, texts),
        sentences: sentences.map(({ text, start }, index) => {
          const scores = answer.texts[index]?.scores ?? [];
          return {
            ...places.part({ start, end: start + text.length }),
            scores,
            best: bestLabel(scores),
          };
        }),
      },
      notices: [...headNotices(form, head), ...lengthNotices(answer.texts, model)],
      facts: [answer.facts],
      models: [model],
    };
  },

  entities: async (input, form, head, context) => {
    const sentences = sentencesOf(input, form);
    const texts = sentences.map(({ text }) => text);
    const { model, graph, labels } = head;
    const places = new LabelsPlaces(input.text);
    const answer = await context.request(findEntities, model, { graph, labels, texts });
    return {
      result: {
        task: 'entities',
        ...shared(input, form, head, texts),
        entities: sentences.flatMap((sentence, index) =>
          (answer.texts[index]?.entities ?? []).map(({ start, end, type, score }) => ({
            ...places.part({ start: sentence.start + start, end: sentence.start + end }),
            sentence: index,
            type,
            score,
          })),
        ),
      },
      notices: [...headNotices(form, head), ...lengthNotices(answer.texts, model)],
      facts: [answer.facts],
      models: [model],
    };
  },

  answer: async (input, form, head, context) => {
    const { question } = form;
    if (question.trim() === '') {
      throw new TokenscopeError('NoQuestion', {});
    }
    const contexts = passages(input, form);
    const texts = contexts.map(({ text }) => text);
    const { model } = head;
    const places = new LabelsPlaces(input.text);
    const answer = await context.request(answerQuestion, model, { question, contexts: texts });
    return {
      result: {
        task: 'answer',
        ...shared(input, form, head, texts),
        question,
        answers: answer.answers.map(({ context: index, start, end, logit, p }) => {
          const base = contexts[index]?.start ?? 0;
          const part = places.part({ start: base + start, end: base + end });
          return { ...part, ...places.around(part, answerContext), logit, p };
        }),
        none: answer.none,
        windows: answer.windows,
      },
      notices: answerNotices(answer, model),
      facts: [answer.facts],
      models: [model],
    };
  },
};

function shared(
  { document }: LabelsInput,
  { task, models }: LabelsForm,
  { labels }: Head,
  texts: readonly string[],
) {
  const bundled = models[task] === bundledHead;
  return { document: docIdOf(document), head: { bundled, labels }, texts };
}
