import { docIdColumn, runIdColumn } from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';
import type { ClozeView } from '../../../common/protocol/views/laboratory/cloze';
import type { LabTable } from '../labTool';

const columns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  { name: 'sentence_index', type: 'integer', description: 'Place among the sentences, from 0.' },
  { name: 'sentence', type: 'string', description: 'The sentence, without the prompt.' },
  {
    name: 'cp_start',
    type: 'integer',
    description: 'Start of the sentence in the document, in code points.',
  },
  {
    name: 'cp_end',
    type: 'integer',
    description: 'End of the sentence in the document, in code points, exclusive.',
  },
  { name: 'prompt', type: 'string', description: 'What was written behind the sentence.' },
  { name: 'label', type: 'string', description: 'A label.' },
  { name: 'word', type: 'string', description: 'One of the words that stand for the label.' },
  {
    name: 'log_prob',
    type: 'number',
    description: 'ln p of the word at the mask; missing when it is no single known token.',
  },
  {
    name: 'log_prob_prior',
    type: 'number',
    description: 'ln p of the word at the mask of the prompt alone; missing when not calibrated.',
  },
  {
    name: 'p_label',
    type: 'number',
    description:
      'p of the label: mean of its words’ p (each divided by its prior when calibrated), normalised over the labels.',
  },
  {
    name: 'calibrated',
    type: 'boolean',
    description: 'Whether p_label is calibrated by the prompt alone (Zhao et al. 2021).',
  },
  {
    name: 'is_top',
    type: 'boolean',
    description: 'Whether the label is the most probable one of the sentence.',
  },
  {
    name: 'truncated',
    type: 'boolean',
    description: 'Whether the beginning of the sentence was not read, since the context was full.',
  },
];

/** A row for each word of each label of each sentence. */
export function clozeTable(view: ClozeView): LabTable {
  const { docId, prompt, labels, words, calibrated, sentences } = view;
  return {
    name: 'cloze-labels',
    columns,
    rows: function* (runId) {
      for (const [index, sentence] of sentences.entries()) {
        for (const [place, { label, word, prior }] of words.entries()) {
          yield [
            runId,
            docId,
            index,
            sentence.text,
            sentence.cpStart,
            sentence.cpEnd,
            prompt,
            labels[label] ?? '',
            word,
            sentence.logProbs[place] ?? null,
            prior,
            sentence.probabilities[label] ?? null,
            calibrated,
            sentence.best === label,
            sentence.cut,
          ];
        }
      }
    },
    inputs: sentences.map(({ text }) => text),
  };
}
