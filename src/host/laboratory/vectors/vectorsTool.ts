import {
  wordVectors,
  type WordVector,
  type WordVectorsResult,
} from '../../../common/protocol/model/vectors';
import type {
  VectorsForm,
  VectorsView,
  WordOccurrence,
} from '../../../common/protocol/views/laboratory/vectors';
import { docIdOf } from '../../exports/docId';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import { vectorsNotices } from './vectorsNotices';
import { vectorsTable } from './vectorsTable';
import { wordOccurrences, type PlacedWord, type VectorsInput } from './wordOccurrences';

/** "Word Vectors": how alike BERT reads occurrences of words in their sentences. */
export function vectorsTool(
  registry: ModelRegistry,
): LabTool<VectorsInput, VectorsForm, VectorsView> {
  return {
    id: 'vectors',
    emptyForm: { table: 'cosines' },
    read: (editor) => wordOccurrences(editor),
    async run(input, form, context) {
      const words = input.words.map(({ sentence, start, end }) => ({
        text: sentence.text,
        start: start - sentence.start,
        end: end - sentence.start,
      }));
      const model = registry.forTask('fill-mask');
      const read = await context.request(wordVectors, model, { words });
      const result = viewOf(input, form, read);
      return {
        result,
        notices: vectorsNotices(input, result, model),
        facts: [read.facts],
        models: [model],
      };
    },
    part: (_, { words }, part) => {
      const row = words[Math.floor(part / words.length)];
      const column = words[part % words.length];
      return row && column ? [row, column] : null;
    },
    table: vectorsTable,
    python: async (result, model) => (await import('./vectorsPython')).vectorsPython(result, model),
    method: ({ table }) =>
      (table === 'cosines'
        ? 'the cosine similarity between occurrences of words, each represented by '
        : 'contextual vectors of words, each ') +
      'the mean of the last hidden states of its tokens in its sentence',
  };
}

function viewOf(
  { document, words }: VectorsInput,
  { table }: VectorsForm,
  read: WordVectorsResult,
): VectorsView {
  return {
    docId: docIdOf(document),
    table,
    cosines: read.cosines,
    occurrences: words.flatMap((word, index) => {
      const vector = read.words[index];
      return vector ? [occurrenceOf(word, vector, table)] : [];
    }),
  };
}

function occurrenceOf(
  { sentence, start, end, line, cpStart, cpEnd }: PlacedWord,
  { vector, pieces, read }: WordVector,
  table: VectorsForm['table'],
): WordOccurrence {
  const begin = sentence.start + read.start;
  return {
    word: sentence.text.slice(start - sentence.start, end - sentence.start),
    sentence: sentence.text.slice(read.start, read.end),
    start: start - begin,
    end: end - begin,
    cut: read.end - read.start < sentence.text.length,
    line,
    cpStart,
    cpEnd,
    pieces,
    known: vector !== null,
    vector: table === 'vectors' && vector ? Array.from(vector) : null,
  };
}
