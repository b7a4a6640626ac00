import { codePoints } from '../../../common/text/codePoints';
import { causalWords } from '../../../common/measures/causalWords';
import { surprisalSummary } from '../../../common/measures/surprisalSummary';
import { surprisal, type SurprisalResult } from '../../../common/protocol/model/surprisal';
import type {
  SurprisalForm,
  SurprisalView,
} from '../../../common/protocol/views/laboratory/surprisal';
import type { ModelRegistry } from '../../models/modelRegistry';
import type { LabContext, LabTool } from '../labTool';
import { chosenText, textToRead, type TextToRead } from './surprisalInput';
import { surprisalMarks } from './surprisalMarks';
import { surprisalMethod } from './surprisalMethod';
import { surprisalNotices } from './surprisalNotices';
import { surprisalPython } from './surprisalPython';
import { surprisalTable } from './surprisalTable';
import { wordTable } from './wordTable';

/** "Surprisal (GPT-2)": how a causal model reads a text, token by token and word by word. */
export function surprisalTool(
  registry: ModelRegistry,
): LabTool<TextToRead, SurprisalForm, SurprisalView> {
  /** What was read last of an input, by what the model was given: other colours need no new reading. */
  const readings = new WeakMap<TextToRead, { asked: string; read: SurprisalResult }>();

  async function reading(
    input: TextToRead,
    text: string,
    startToken: boolean,
    context: LabContext,
  ): Promise<SurprisalResult> {
    const model = registry.forTask('text-generation');
    const asked = JSON.stringify([model.id, model.revision, startToken, text]);
    const kept = readings.get(input);
    if (kept?.asked === asked) {
      return kept.read;
    }
    const read = await context.request(surprisal, model, { text, startToken });
    readings.set(input, { asked, read });
    return read;
  }

  return {
    id: 'surprisal',
    emptyForm: { unit: 'selection', start: 'token', colors: 'ranks' },
    read: textToRead,
    async run(input, form, context) {
      const { text, start } = chosenText(input, form);
      const startToken = form.start === 'token';
      const read = await reading(input, text, startToken, context);
      const model = registry.forTask('text-generation');
      const result: SurprisalView = {
        docId: input.docId,
        text,
        start,
        codePointStart: codePoints(input.documentText.slice(0, start)),
        tokens: read.tokens,
        words: causalWords(text, read.tokens, read.boundaryAfter),
        summary: surprisalSummary(text, read.tokens),
        startToken,
        colors: form.colors,
        contextLength: model.contextLength,
        windows: read.windows,
        stride: read.stride,
      };
      return {
        result,
        notices: surprisalNotices(result, model),
        facts: [read.facts],
        models: [model],
      };
    },
    marks: surprisalMarks,
    part: ({ start, words }, _, part) => {
      const word = words[part];
      return word ? { start: start + word.start, end: start + word.end } : null;
    },
    table: surprisalTable,
    moreTables: (result) => [wordTable(result)],
    shown: wordTable,
    python: surprisalPython,
    method: surprisalMethod,
  };
}
