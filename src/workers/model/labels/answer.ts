import { TokenscopeError } from '../../../common/errors';
import {
  answerSpans,
  type AnswerSpan,
  type AnswerWindow,
} from '../../../common/measures/answerSpans';
import type {
  AnswerParams,
  AnswerResult,
  FoundAnswer,
} from '../../../common/protocol/model/labels';
import { utf16Offsets } from '../../tokenization/offsets';
import { rowsTogether, runRows } from '../encoder/runRows';
import type { OpenModel } from '../models/openModel';
import { breathe, factsOf, runModel, type RunContext } from '../models/runModel';
import { contextWindows, overlapOf, roomForContext, type ContextWindow } from './answerWindows';
import { checkOutputs } from './headSession';
import { shareReport } from './shareReport';

/** Tokens of an answer at most (BERT's run_squad.py). */
const longestAnswer = 30;
const shownAnswers = 10;

/** The tokens of one context, numbered on from those of the contexts before. */
interface ReadContext {
  readonly base: number;
  readonly windows: readonly ContextWindow[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Answers `labels/answer`. */
export async function answer(params: AnswerParams, context: RunContext): Promise<AnswerResult> {
  return runModel(context, params, 'question-answering', async (model) => {
    const began = performance.now();
    checkOutputs(model, model.session, ['start_logits', 'end_logits']);
    const contexts: ReadContext[] = [];
    let base = 0;
    let overlap = 0;
    for (const text of params.contexts) {
      const read = await readContext(model, params.question, text, base);
      contexts.push(read.context);
      base += read.context.starts.length;
      ({ overlap } = read);
      await breathe(context.token);
    }
    const rows = contexts.flatMap((each) =>
      each.windows.map((window) => ({ ...window, from: each.base + window.from })),
    );
    if (rows.length === 0) {
      throw new TokenscopeError('EmptyText', {});
    }
    const windows: AnswerWindow[] = [];
    const together = rowsTogether(model.ref.precision);
    await runRows(
      model.session,
      rows,
      {
        outputs: ['start_logits', 'end_logits'],
        together,
        token: context.token,
        onDone: shareReport(context, rows.length),
      },
      (index, outputs) => {
        const row = rows[index];
        if (row) {
          const starts = outputs.get('start_logits').data;
          const ends = outputs.get('end_logits').data;
          const stop = row.position + row.length;
          // Copies: the outputs' memory is given back.
          windows[index] = {
            from: row.from,
            starts: starts.slice(row.position, stop),
            ends: ends.slice(row.position, stop),
            none: (starts[0] ?? Number.NaN) + (ends[0] ?? Number.NaN),
          };
        }
      },
    );
    const { spans, none } = answerSpans(windows, longestAnswer, 2 * shownAnswers);
    return {
      answers: spans
        .map((span) => placed(span, contexts))
        // A space that is a token of its own is no answer.
        .filter(({ context: index, start, end }) =>
          /\S/.test(params.contexts[index]?.slice(start, end) ?? ''),
        )
        .slice(0, shownAnswers),
      none,
      windows: rows.length,
      overlap,
      facts: factsOf(model, began, Math.max(...rows.map(({ ids }) => together(ids.length)))),
    };
  });
}

function placed(
  { first, last, logit, p }: AnswerSpan,
  contexts: readonly ReadContext[],
): FoundAnswer {
  const context = contexts.findLastIndex(({ base }) => base <= first);
  const { base = 0, starts = [], ends = [] } = contexts[context] ?? {};
  return { context, start: starts[first - base] ?? 0, end: ends[last - base] ?? 0, logit, p };
}

/** @throws TokenscopeError `EmptyText`, `TooLong` for a question that fills the model's context. */
async function readContext(
  model: OpenModel,
  question: string,
  text: string,
  base: number,
): Promise<{ readonly context: ReadContext; readonly overlap: number }> {
  if (question.trim() === '' || text.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const encoding = await model.tokenizer.tokenizer.encode(question, text);
  const sequences = encoding.getSequenceIds().map((sequence) => sequence ?? -1);
  const pair = { ids: encoding.getIds(), typeIds: encoding.getTypeIds(), sequences };
  const { contextLength } = model.ref;
  const room = roomForContext(pair, contextLength);
  if (room < 2) {
    const actual = contextLength - room;
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: contextLength - 2 });
  }
  const offsets = utf16Offsets(text, encoding.getOffsets());
  const ofContext = (list: ArrayLike<number>): number[] =>
    sequences.flatMap((sequence, index) => (sequence === 1 ? [list[index] ?? 0] : []));
  return {
    context: {
      base,
      windows: contextWindows(pair, room),
      starts: ofContext(offsets.starts),
      ends: ofContext(offsets.ends),
    },
    overlap: overlapOf(room),
  };
}
