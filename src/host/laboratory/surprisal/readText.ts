import { isTokenscopeError, toTokenscopeError, type TokenscopeError } from '../../../common/errors';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ReadingPart } from '../../../common/protocol/model/reading';
import type { RunFacts } from '../../../common/protocol/model/run';
import { surprisal, type SurprisalParams } from '../../../common/protocol/model/surprisal';
import { addPart, emptyReading, type TextReading } from '../../../common/readings/textReading';
import type { LabContext } from '../labTool';

/** Milliseconds between two looks at a reading that goes on. */
const lookMilliseconds = 200;

/** A text as far as it was read. */
export interface ReadText {
  readonly reading: TextReading;
  readonly windows: number;
  readonly stride: number;
  readonly facts: RunFacts;
  /** Why it was not read to its end; null when it was. */
  readonly stopped: TokenscopeError | null;
}

/**
 * Reads a text with a causal model. What was read when the run is cancelled or fails is kept.
 * @param onGrow given the same reading again and again while it grows, at once and then a few times a
 * second.
 * @throws TokenscopeError of a run that fails or is cancelled before anything was read.
 */
export async function readText(
  model: CatalogModel,
  params: Omit<SurprisalParams, 'model' | 'progress'>,
  context: Pick<LabContext, 'request'>,
  onGrow: (read: ReadText) => void,
): Promise<ReadText> {
  let read: ReadText | null = null;
  let looked = 0;
  const onPart = (part: ReadingPart): void => {
    const reading = read?.reading ?? emptyReading(part.total);
    addPart(reading, part);
    const { windows, stride, facts } = part;
    read = { reading, windows, stride, facts, stopped: null };
    if (performance.now() - looked >= lookMilliseconds && reading.sums.scored > 0) {
      onGrow(read);
      looked = performance.now();
    }
  };
  // TypeScript does not see that `onPart` has set it.
  const now = (): ReadText | null => read;
  try {
    const { facts } = await context.request(surprisal, model, params, onPart);
    const whole = now();
    return whole ? { ...whole, facts } : emptyRead(facts);
  } catch (error) {
    const part = now();
    if (part === null || isTokenscopeError(error, 'Disposed')) {
      throw error;
    }
    return { ...part, stopped: toTokenscopeError(error) };
  }
}

function emptyRead(facts: RunFacts): ReadText {
  return { reading: emptyReading(0), windows: 1, stride: 0, facts, stopped: null };
}
