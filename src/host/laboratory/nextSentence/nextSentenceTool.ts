import { l10n, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { nextSentence } from '../../../common/protocol/model/nextSentence';
import type {
  NextSentenceForm,
  NextSentenceView,
} from '../../../common/protocol/views/laboratory/nextSentence';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabInput, LabTool } from '../labTool';
import { rangesAt, sentencesIn } from '../sentenceInput';
import { nextSentencePython } from './nextSentencePython';
import { nextSentenceTable } from './nextSentenceTable';

interface NextSentenceInput extends LabInput {
  readonly texts: readonly string[];
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
      const pairs = texts.slice(1).map((second, index) => ({ first: texts[index] ?? '', second }));
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
    table: nextSentenceTable,
    python: nextSentencePython,
    method: () =>
      'the probability that a sentence follows another (next-sentence prediction, Devlin et al. 2019; refitted head)',
  };
}

/** Two selections as they are; one is split at its sentences, of which it must have two. */
function twoTexts(editor: TextEditor): NextSentenceInput {
  const { document } = editor;
  const ranges = rangesAt(editor);
  if (ranges.length === 2) {
    const texts = ranges.map((range) => document.getText(range).trim());
    return { document, start: startOf(editor), texts };
  }
  return boundaries(editor);
}

function boundaries(editor: TextEditor): NextSentenceInput {
  const { document } = editor;
  const found = rangesAt(editor).flatMap((range) => sentencesIn(document, range));
  if (found.length < 2) {
    throw new TokenscopeError('OneSentence', {});
  }
  return { document, start: startOf(editor), texts: found.map(({ text }) => text) };
}

function startOf(editor: TextEditor): number {
  return editor.document.offsetAt(rangesAt(editor)[0]?.start ?? editor.selection.start);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new TokenscopeError('Internal', { reason: 'a pair without a score' });
  }
  return value;
}
