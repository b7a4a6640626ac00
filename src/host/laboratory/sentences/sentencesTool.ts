import { sentenceScores } from '../../../common/protocol/model/sentenceScores';
import {
  spanOfPart,
  type SentencesForm,
  type SentencesView,
} from '../../../common/protocol/views/laboratory/sentences';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabTool } from '../labTool';
import { pairsOf, sentencesToScore, type SentencesToScore } from './sentencesInput';
import { sentenceMarks } from './sentencesMarks';
import { sentencesMethod } from './sentencesMethod';
import { sentencesNotices } from './sentencesNotices';
import { sentencePair, sentenceView } from './sentencesResult';
import { shownScores } from './shownScores';
import { sentencesTable } from './sentencesTable';

/** "Sentence Scores": PLL, pseudo-perplexity, pseudo-surprisal by word, and minimal pairs. */
export function sentencesTool(
  registry: ModelRegistry,
): LabTool<SentencesToScore, SentencesForm, SentencesView> {
  return {
    id: 'sentences',
    emptyForm: { kind: 'word_l2r', units: 'sentences', compare: 'none' },
    read: sentencesToScore,
    async run(input, { kind, units, compare }, context) {
      const texts = input[units];
      const asked = compare === 'pairs' ? pairsOf(texts) : [];
      const model = registry.forTask('fill-mask');
      const scored = await context.request(sentenceScores, model, {
        texts: texts.map(({ text }) => text),
        kind,
        pairs: asked,
      });
      const sentences = texts.flatMap((unit, index) => {
        const text = scored.texts[index];
        return text ? [sentenceView(unit, text)] : [];
      });
      const pairs = asked.map((pair, index) =>
        sentencePair(sentences, pair, scored.pairs[index] ?? []),
      );
      return {
        result: { kind, document: input.documentId, sentences, pairs },
        notices: sentencesNotices(scored.texts, pairs, model.contextLength),
        facts: [scored.facts],
        models: [model],
      };
    },
    marks: sentenceMarks,
    part: ({ sentences }, _, part) => spanOfPart(sentences, part),
    table: sentencesTable,
    shown: shownScores,
    python: async (result, model) =>
      (await import('./sentencesPython')).sentencesPython(result, model),
    method: sentencesMethod,
  };
}
