import { causalWords } from '../../../common/measures/causalWords';
import type { SurprisalForm } from '../../../common/protocol/views/laboratory/surprisal';
import { codePoints } from '../../../common/text/codePoints';
import { inSlices } from '../../lifecycle/inSlices';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabContext, LabTool } from '../labTool';
import { readingView, type ReadingResult } from './readingResult';
import { readText, type ReadText } from './readText';
import { chosenText, textToRead, visibleIn, type TextToRead } from './surprisalInput';
import { surprisalMarks } from './surprisalMarks';
import { surprisalMethod } from './surprisalMethod';
import { surprisalNotices } from './surprisalNotices';
import { surprisalTable } from './surprisalTable';
import { noWords, wordTable } from './wordTable';

/** "Surprisal (GPT-2)": how a causal model reads a text, token by token and word by word. */
export function surprisalTool(
  registry: ModelRegistry,
): LabTool<TextToRead, SurprisalForm, ReadingResult> {
  /** What was read last of an input, by what the model was given: other colours need no new reading. */
  const readings = new WeakMap<TextToRead, { asked: string; read: ReadText }>();

  async function reading(
    input: TextToRead,
    text: string,
    startToken: boolean,
    context: LabContext<ReadingResult>,
    onGrow: (read: ReadText) => void,
  ): Promise<ReadText> {
    const model = registry.forTask('text-generation');
    const asked = JSON.stringify([model.id, model.revision, startToken, text]);
    const kept = readings.get(input);
    if (kept?.asked === asked) {
      return kept.read;
    }
    const visible = visibleIn(input, text);
    const read = await readText(model, { text, startToken, visible }, context, onGrow);
    if (read.stopped === null) {
      readings.set(input, { asked, read });
    }
    return read;
  }

  return {
    id: 'surprisal',
    emptyForm: { unit: 'selection', start: 'token', colors: 'ranks' },
    read: textToRead,
    async run(input, form, context) {
      const { text, start } = chosenText(input, form);
      const startToken = form.start === 'token';
      const model = registry.forTask('text-generation');
      const place = {
        docId: input.docId,
        text,
        start,
        codePointStart: codePoints(input.documentText.slice(0, start)),
        ...{ startToken, colors: form.colors, contextLength: model.contextLength },
      };
      const read = await reading(input, text, startToken, context, (now) =>
        context.show({ ...place, ...grown(now), words: noWords }),
      );
      const words = await inSlices(causalWords(text, read.reading));
      const result: ReadingResult = { ...place, ...grown(read), words };
      return {
        result,
        notices: surprisalNotices(result, read.stopped, model),
        facts: [read.facts],
        models: [model],
      };
    },
    view: readingView,
    marksNear: (result, _, range) => surprisalMarks(result, range),
    part: ({ start, words }, _, part) => {
      const [from, to] = [words.starts[part], words.ends[part]];
      return from === undefined || to === undefined
        ? null
        : { start: start + from, end: start + to };
    },
    table: surprisalTable,
    moreTables: (result) => [wordTable(result)],
    shown: wordTable,
    python: async (result, model) =>
      (await import('./surprisalPython')).surprisalPython(result, model),
    method: surprisalMethod,
  };
}

function grown({
  reading,
  windows,
  stride,
}: ReadText): Pick<ReadingResult, 'reading' | 'windows' | 'stride'> {
  return { reading, windows, stride };
}
