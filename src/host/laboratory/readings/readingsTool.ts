import { causalWords } from '../../../common/measures/causalWords';
import { surprisalSummary } from '../../../common/measures/surprisalSummary';
import { TokenscopeError } from '../../../common/errors';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import { alignWords, type WordPairs } from '../../../common/protocol/model/alignWords';
import type { Two } from '../../../common/protocol/model/contextShift';
import type { RunFacts } from '../../../common/protocol/model/run';
import type { ReadingsForm } from '../../../common/protocol/views/laboratory/readings';
import { docIdOf } from '../../exports/docId';
import { inSlices } from '../../lifecycle/inSlices';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import type { LabContext, LabTool } from '../labTool';
import { readText } from '../surprisal/readText';
import {
  readingsInputAt,
  textsToCompare,
  type ReadingsInput,
  type SourceText,
} from './readingsInput';
import { readingsMethod } from './readingsMethod';
import { readingsNotices } from './readingsNotices';
import { readingsView, type ComparedReading, type ReadingsResult } from './readingsResult';
import { comparedTextsTable, comparedWordsTable } from './readingsTable';

/** "Two Readings": two texts read with one causal model, or one text with two, word by word. */
export function readingsTool({
  registry,
  worker,
}: Pick<ModelFeatureParts, 'registry' | 'worker'>): LabTool<
  ReadingsInput,
  ReadingsForm,
  ReadingsResult
> {
  return {
    id: 'readings',
    emptyForm: { compare: 'texts', unit: 'selection', models: [null, null] },
    read: readingsInputAt,
    async run(input, form, context) {
      const texts = textsToCompare(input, form);
      const models = chosenModels(form);
      const [text, other = text] = texts;
      if (!text || !other) {
        throw new TokenscopeError('EmptyText', {});
      }
      const first = await compared(text, models[0], form, context);
      const second = await compared(other, models[1], form, context);
      const sides: Two<ComparedReading> = [first.side, second.side];
      const pairs =
        form.compare === 'models'
          ? sameWords(sides)
          : await worker.request(
              alignWords,
              { first: wordsOf(first.side), second: wordsOf(second.side) },
              context.token,
            );
      const sameTokenizer = tokenizerOf(models[0]) === tokenizerOf(models[1]);
      const result: ReadingsResult = { compare: form.compare, sides, sameTokenizer, pairs };
      return {
        result,
        notices: readingsNotices(result, models),
        facts: form.compare === 'models' ? [first.facts, second.facts] : [joined(first, second)],
        models: form.compare === 'models' ? models : [models[0]],
      };
    },
    view: readingsView,
    part: ({ pairs, sides }, { document }, row) => {
      const words = [pairs?.firsts[row] ?? -1, pairs?.seconds[row] ?? -1];
      return sides.flatMap((side, index) => {
        const word = words[index] ?? -1;
        const [start, end] = [side.words.starts[word], side.words.ends[word]];
        // The other text may stand in a document of its own.
        return start === undefined || end === undefined || side.docId !== docIdOf(document)
          ? []
          : [{ start: side.start + start, end: side.start + end }];
      });
    },
    table: comparedWordsTable,
    moreTables: (result) => [comparedTextsTable(result)],
    python: async (result, first, second = first) =>
      (await import('./readingsPython')).readingsPython(result, [first, second]),
    method: readingsMethod,
  };

  /** @throws TokenscopeError `OneModel`, `UnknownModel`, `WrongModelKind`. */
  function chosenModels({ compare, models: [one, two] }: ReadingsForm): Two<CatalogModel> {
    const first = registry.forTask('text-generation', one ?? undefined);
    if (compare === 'texts') {
      return [first, first];
    }
    const second =
      two === null
        ? registry.models.find(({ task, id }) => task === 'text-generation' && id !== first.id)
        : registry.forTask('text-generation', two);
    if (!second || second.id === first.id) {
      throw new TokenscopeError('OneModel', { task: 'text-generation', model: first.name });
    }
    return [first, second];
  }

  async function compared(
    { text, start, label, docId, codePointStart }: SourceText,
    model: CatalogModel,
    { compare }: ReadingsForm,
    context: LabContext<ReadingsResult>,
  ): Promise<{ side: ComparedReading; facts: RunFacts }> {
    const params = { text, startToken: true, visible: null };
    const read = await readText(model, params, context, () => undefined);
    if (read.stopped !== null) {
      throw read.stopped;
    }
    const { reading, windows, stride, facts } = read;
    const side: ComparedReading = {
      ...{ docId, text, start, codePointStart, modelId: model.id },
      label: compare === 'models' ? model.name : label,
      summary: surprisalSummary(reading),
      words: await inSlices(causalWords(text, reading)),
      ...{ contextLength: model.contextLength, windows, stride },
    };
    return { side, facts };
  }
}

/** Words of one text by two models are the same ones, but for those that a tokenizer gives no token. */
function sameWords([{ words: first }, { words: second }]: Two<ComparedReading>): WordPairs {
  const firsts: number[] = [];
  const seconds: number[] = [];
  let [i, j] = [0, 0];
  while (i < first.starts.length || j < second.starts.length) {
    const [one, other] = [first.starts[i] ?? Infinity, second.starts[j] ?? Infinity];
    firsts.push(one <= other ? i++ : -1);
    seconds.push(other <= one ? j++ : -1);
  }
  return { firsts: Int32Array.from(firsts), seconds: Int32Array.from(seconds) };
}

function wordsOf({ text, words }: ComparedReading): string[] {
  return Array.from(words.starts, (start, index) => text.slice(start, words.ends[index]));
}

/** Names the exact tokenizer of a model. */
function tokenizerOf({ files, tokenizer, id }: CatalogModel): string {
  const file = files.find(({ path }) => path === 'tokenizer.json');
  return file?.sha256 ?? (tokenizer === '' ? id : tokenizer);
}

function joined(first: { facts: RunFacts }, second: { facts: RunFacts }): RunFacts {
  const milliseconds = first.facts.milliseconds + second.facts.milliseconds;
  return { ...first.facts, milliseconds };
}
