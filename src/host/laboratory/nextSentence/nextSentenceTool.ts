import { l10n, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { nextSentence } from '../../../common/protocol/model/nextSentence';
import type {
  NextSentenceForm,
  NextSentenceView,
} from '../../../common/protocol/views/laboratory/nextSentence';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabInput, LabTool } from '../labTool';
import { placedText, rangesAt, sentencesIn, type PlacedText } from '../sentenceInput';
import { nextSentenceTable } from './nextSentenceTable';

interface NextSentenceInput extends LabInput {
  readonly texts: readonly PlacedText[];
}

/** "Next Sentence": each sentence with the one that follows, or two selections. */
export function nextSentenceTool(
  registry: ModelRegistry,
): LabTool<NextSentenceInput, NextSentenceForm, NextSentenceView> {
  return {
    id: 'nextSentence',
    emptyForm: { pairs: 'boundaries' },
    read: (editor, { pairs }) => (pairs === 'pair' ? twoTexts(editor) : boundaries(editor)),
    async run({ texts }, _form, context) {
      const pairs = texts
        .slice(1)
        .map(({ text }, index) => ({ first: texts[index]?.text ?? '', second: text }));
      const model = registry.forTask('fill-mask');
      const scored = await context.request(nextSentence, model, { pairs });
      return {
        result: {
          pairs: pairs.map((pair, index) => ({ ...pair, ...required(scored.pairs[index]) })),
        },
        notices: [
          l10n.t(
            'The next-sentence head of the bundled BERT was refitted: the published weights do not hold it.',
          ),
        ],
        facts: [scored.facts],
        models: [model],
      };
    },
    part: (_, { texts }, index) => {
      const first = texts[index];
      const second = texts[index + 1];
      return first && second
        ? { start: first.start, end: second.start + second.text.length }
        : null;
    },
    table: nextSentenceTable,
    python: async (result, model) =>
      (await import('./nextSentencePython')).nextSentencePython(result, model),
    method: () =>
      'the probability that a sentence follows another (next-sentence prediction, Devlin et al. 2019; refitted head)',
  };
}

/** Two selections as they are; one is split at its sentences, of which it must have two. */
function twoTexts(editor: TextEditor): NextSentenceInput {
  const ranges = rangesAt(editor);
  return ranges.length === 2
    ? inputOf(
        editor,
        ranges.map((range) => placedText(editor.document, range)),
      )
    : boundaries(editor);
}

function boundaries(editor: TextEditor): NextSentenceInput {
  return inputOf(
    editor,
    rangesAt(editor).flatMap((range) => sentencesIn(editor.document, range)),
  );
}

function inputOf({ document }: TextEditor, texts: readonly PlacedText[]): NextSentenceInput {
  const [first, second] = texts;
  if (!first || !second) {
    throw new TokenscopeError('OneSentence', {});
  }
  return { document, start: first.start, texts };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new TokenscopeError('Internal', { reason: 'a pair without a score' });
  }
  return value;
}
