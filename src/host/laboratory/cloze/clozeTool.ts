import type { TextEditor } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import { cloze, type ClozeLabel, type ClozeResult } from '../../../common/protocol/model/cloze';
import type {
  ClozeForm,
  ClozeView,
  LabelledSentence,
} from '../../../common/protocol/views/laboratory/cloze';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import { docIdOf } from '../../exports/docId';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import {
  rangesAt,
  sentencesAt,
  sentencesIn,
  type PlacedText,
  type SentencesInput,
} from '../sentenceInput';
import { clozeNotices } from './clozeNotices';
import { clozeTable } from './clozeTable';
import { documentSentences } from './documentSentences';
import { parseLabels } from './parseLabels';

interface ClozeInput extends SentencesInput {
  /** The whole document as it was read. */
  readonly text: string;
}

const emptyForm: ClozeForm = {
  unit: 'selection',
  prompt: 'It was about [MASK].',
  labels: 'sports: sports, football; politics: politics, government; economy: economy, business',
  calibrate: false,
};

/** "Cloze Labels": zero-shot labels of sentences by a prompt with a mask. */
export function clozeTool(registry: ModelRegistry): LabTool<ClozeInput, ClozeForm, ClozeView> {
  return {
    id: 'cloze',
    emptyForm,
    read: (editor, { unit }) => ({
      ...(unit === 'document' ? wholeDocument(editor) : sentencesAt(editor)),
      text: editor.document.getText(),
    }),
    async run({ document, text, sentences: atCursor }, form, context) {
      const labels = parseLabels(form.labels);
      const sentences = form.unit === 'document' ? documentSentences(text) : atCursor;
      if (sentences.length === 0) {
        throw new TokenscopeError('EmptyText', {});
      }
      const placed = withCodePoints(sentences, text);
      const docId = docIdOf(document);
      const model = registry.forTask('fill-mask');
      const { prompt, calibrate } = form;
      const scored = await context.request(cloze, model, {
        sentences: sentences.map(({ text }) => text),
        prompt,
        labels,
        calibrate,
      });
      const result: ClozeView = {
        docId,
        prompt: prompt.trim(),
        calibrated: calibrate,
        ...labelled(placed, labels, scored),
      };
      return {
        result,
        notices: clozeNotices(result, model),
        facts: [scored.facts],
        models: [model],
      };
    },
    part: ({ sentences }, _, index) => sentences[index] ?? null,
    table: clozeTable,
    python: async (result, model) => (await import('./clozePython')).clozePython(result, model),
    method: ({ prompt, calibrated }) =>
      `labels of sentences, zero-shot, by the cloze prompt “${prompt}” (probabilities of label words at the mask, ` +
      `averaged by label and normalised over labels${calibrated ? '; calibrated by the prompt alone, Zhao et al. 2021' : ''})`,
  };
}

/** The sentences at the cursor are kept too, for when the form goes back to them. */
function wholeDocument(editor: TextEditor): SentencesInput {
  const { document } = editor;
  const sentences = rangesAt(editor).flatMap((range) => sentencesIn(document, range));
  return { document, start: 0, sentences };
}

type Placed = Pick<LabelledSentence, 'text' | 'start' | 'end' | 'cpStart' | 'cpEnd'>;

function withCodePoints(sentences: readonly PlacedText[], document: string): Placed[] {
  const codePoints = new CodePointIndex(document);
  return sentences.map(({ text, start }) => {
    const end = start + text.length;
    return { text, start, end, cpStart: codePoints.at(start), cpEnd: codePoints.at(end) };
  });
}

function labelled(
  placed: readonly Placed[],
  labels: readonly ClozeLabel[],
  { words, sentences: scored }: ClozeResult,
): Pick<ClozeView, 'labels' | 'words' | 'sentences' | 'counts'> {
  const sentences = scored.flatMap((scores, index): LabelledSentence[] => {
    const place = placed[index];
    return place ? [{ ...place, ...scores, best: largest(scores.probabilities) }] : [];
  });
  return {
    labels: labels.map(({ label }) => label),
    words,
    sentences,
    counts: labels.map((_, label) => sentences.filter(({ best }) => best === label).length),
  };
}

/** Index of the largest value; of equal ones the first. */
function largest(values: readonly (number | null)[]): number {
  return values.reduce<number>(
    (best, value, index) => ((value ?? -1) > (values[best] ?? -1) ? index : best),
    0,
  );
}
