import { l10n, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { attention, attentionTokens } from '../../../common/protocol/model/attention';
import type {
  AttentionForm,
  AttentionView,
} from '../../../common/protocol/views/laboratory/attention';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import type { LabInput, LabTool } from '../labTool';
import { withoutInside } from '../withoutInside';
import { placedText, rangesAt, sentencesIn } from '../sentenceInput';
import { attentionTable } from './attentionTable';

interface AttentionInput extends LabInput {
  readonly text: string;
  /** Whether more text was meant. */
  readonly cut: boolean;
}

/** Characters that are read and stored at most: ordinary text has far fewer in 128 tokens. */
const maxCharacters = 8_000;

/** "Attention": the weights of every head over one text. */
export function attentionTool(
  parts: Pick<ModelFeatureParts, 'registry' | 'worker'>,
): LabTool<AttentionInput, AttentionForm, AttentionView> {
  const { registry } = parts;
  return {
    id: 'attention',
    emptyForm: { task: 'fill-mask', masked: null },
    read: textAt,
    unavailable: ({ task }) => withoutInside(registry.forTask(task)),
    async run({ text, cut: alreadyCut }, form, context) {
      const model = registry.forTask(form.task);
      const wanted = model.maskToken !== null && form.masked?.text === text ? form.masked : null;
      const masked = wanted?.token ?? null;
      const read = await context.request(attention, model, { text, masked });
      const { ids, tokens, shape, prediction, cut, facts } = read;
      return {
        result: { text, ids, tokens, shape, masked, maskToken: model.maskToken, prediction },
        notices:
          cut || alreadyCut
            ? [
                l10n.t(
                  'Attention is drawn for {0} tokens at most: the rest of the text was left out.',
                  attentionTokens,
                ),
              ]
            : [],
        facts: [facts],
        models: [model],
      };
    },
    part: ({ tokens }, { start }, index) => {
      const token = tokens[index];
      return token && !token.special
        ? { start: start + token.start, end: start + token.end }
        : null;
    },
    table: (result, model) => attentionTable(result, model ?? registry.forTask('fill-mask'), parts),
    python: async (result, model) =>
      (await import('./attentionPython')).attentionPython(result, model),
    method: ({ shape }) =>
      `attention weights of all ${shape.layers} layers and ${shape.heads} heads, and attention rollout (Abnar & Zuidema 2020),`,
  };
}

/** The first selection, else the sentence at the cursor. @throws TokenscopeError `EmptyText`. */
function textAt(editor: TextEditor): AttentionInput {
  const { document, selection } = editor;
  const [range] = rangesAt(editor);
  if (!range) {
    throw new TokenscopeError('EmptyText', {});
  }
  const cursor = document.offsetAt(selection.active);
  const sentences = selection.isEmpty ? sentencesIn(document, range) : [];
  const sentence = sentences.findLast(({ start }) => start <= cursor) ?? sentences[0];
  const { text, start } = sentence ?? placedText(document, range);
  if (text === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const cut = text.length > maxCharacters;
  return { document, start, text: cut ? wordsOf(text.slice(0, maxCharacters)) : text, cut };
}

/** Without a last word that was cut in two. */
function wordsOf(text: string): string {
  return text.replace(/\s\S*$/, '');
}
