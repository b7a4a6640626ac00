import { l10n, Range } from 'vscode';
import { Color } from '../../../common/contributions';
import { randomMasks } from '../../../common/protocol/model/randomMasks';
import type {
  RandomMaskRow,
  RandomMasksForm,
  RandomMasksView,
} from '../../../common/protocol/views/laboratory/randomMasks';
import { codePoints } from '../../../common/text/codePoints';
import { docIdOf } from '../../exports/docId';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabMark } from '../labMarks';
import type { LabInput, LabTool } from '../labTool';
import { rangesAt } from '../sentenceInput';
import { randomMasksTable } from './randomMasksTable';

interface ParagraphInput extends LabInput {
  readonly text: string;
  readonly docId: string;
  readonly codePointStart: number;
}

const guesses = 5;

/** "Mask 15 % at Random": how BERT was trained, done once on the user's own paragraph. */
export function randomMasksTool(
  registry: ModelRegistry,
): LabTool<ParagraphInput, RandomMasksForm, RandomMasksView> {
  return {
    id: 'randomMasks',
    emptyForm: { share: 15, scheme: 'mask', seed: 1 },
    read(editor) {
      const { document } = editor;
      const [first] = rangesAt(editor);
      const range = first ?? editor.selection;
      const before = document.getText(new Range(0, 0, range.start.line, range.start.character));
      return {
        document,
        start: document.offsetAt(range.start),
        text: document.getText(range),
        docId: docIdOf(document),
        codePointStart: codePoints(before),
      };
    },
    async run({ text, docId, codePointStart }, form, context) {
      const model = registry.forTask('fill-mask');
      const { chosen, dropped, end, facts, accuracy, loss, tokens, generator } =
        await context.request(randomMasks, model, { text, ...form, topK: guesses });
      const rows = chosen.map((token): RandomMaskRow => ({
        ...token,
        guesses: token.guesses.map((guess) => ({
          token: guess.token,
          probability: Math.exp(guess.logProb),
        })),
      }));
      return {
        result: {
          text: dropped > 0 ? text.slice(0, end) : text,
          docId,
          codePointStart,
          rows,
          accuracy,
          loss,
          tokens,
          generator,
          form,
        },
        notices:
          dropped > 0
            ? [l10n.t('The text is too long: the model read its first {0} tokens.', tokens)]
            : [],
        facts: [facts],
        models: [model],
      };
    },
    marks: (result, { start }) => result.rows.map((row) => markOf(row, start)),
    part: ({ rows }, { start }, index) => {
      const row = rows[index];
      return row ? { start: start + row.start, end: start + row.end } : null;
    },
    table: randomMasksTable,
    python: async (result, model) =>
      (await import('./randomMasksPython')).randomMasksPython(result, model),
    method: ({ rows, form }) =>
      `masked-language-model accuracy and loss on ${rows.length} randomly chosen tokens ` +
      `(${form.share} %, ${form.scheme === 'mask' ? 'all masked' : '80/10/10'}, seed ${form.seed})`,
  };
}

function markOf(
  { start, end, token, rank, guesses: made, shown }: RandomMaskRow,
  base: number,
): LabMark {
  return {
    start: base + start,
    end: base + end,
    color: rank === 1 ? Color.surprisal1 : Color.surprisal5,
    hover: [
      l10n.t('{0}, shown to BERT as {1}; its guesses:', token, shown),
      made.map((guess) => `${guess.token} ${(100 * guess.probability).toFixed(1)} %`).join(', '),
    ],
  };
}
