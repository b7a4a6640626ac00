import type { CancellationToken } from 'vscode-jsonrpc';
import { largest } from '../../../common/decoding/largest';
import { changesLogits, processLogits } from '../../../common/decoding/processLogits';
import type { SamplingParams, StopReason } from '../../../common/protocol/model/completion';
import type { BeamParams } from '../../../common/protocol/model/completionBeams';
import type { OpenModel } from '../models/openModel';
import { alternativeCount, alternatives } from './continuation';
import { EndedBeams, type Beam, type EndedBeam } from './endedBeams';
import type { Rows } from './rows';
import { readModelLogits } from './runErrors';

export interface BeamSearch {
  readonly model: Pick<OpenModel, 'ref' | 'texts' | 'endIds'>;
  /** What the model has read. */
  readonly promptIds: readonly number[];
  readonly params: SamplingParams;
  readonly beams: BeamParams;
  /** Whether a text of these tokens ends in a stop string. */
  readonly stopped: (ids: readonly number[]) => boolean;
  /** Told the open texts after each step, likeliest first. */
  readonly onStep: (open: readonly Beam[]) => void;
}

/** An open text with one token more. */
interface Extension extends Beam {
  /** Row of the text that it goes on from. */
  readonly parent: number;
  readonly id: number;
}

/**
 * Finds likely texts as transformers does (`BeamSearchScorer`): each step extends every open text by every
 * token and goes on with the likeliest `numBeams` extensions; an extension that ends counts when it is
 * among the likeliest `numBeams`.
 * @param rows one row, the prompt. @param logits behind it, [vocabulary]; they are changed.
 * @returns the best that have ended, best first; those cut by the number of tokens or by a cancellation
 * among them.
 * @throws TokenscopeError `NotNumbers`.
 */
export async function beamSearch(
  search: BeamSearch,
  rows: Rows,
  logits: Float32Array,
  cancellation: CancellationToken,
): Promise<readonly EndedBeam[]> {
  const { params, beams, onStep } = search;
  const ended = new EndedBeams(beams, params.maxNewTokens);
  let open: readonly Beam[] = [{ tokens: [], sum: 0 }];
  let now: readonly Float32Array[] = [logits];
  for (let length = 1; ; length++) {
    const extensions = split(search, extend(search, open, now), length, ended);
    const [likeliest] = extensions;
    if (likeliest === undefined || ended.over(likeliest.sum, length)) {
      return ended.best;
    }
    onStep(extensions);
    const cut: StopReason | null =
      length === params.maxNewTokens
        ? 'length'
        : cancellation.isCancellationRequested
          ? 'cancelled'
          : null;
    const fed = cut ?? (await step(rows, extensions, cancellation));
    if (fed === 'length' || fed === 'cancelled') {
      extensions.forEach((beam) => ended.add(beam, length, fed));
      return ended.best;
    }
    open = extensions;
    now = fed;
  }
}

async function step(
  rows: Rows,
  extensions: readonly Extension[],
  cancellation: CancellationToken,
): Promise<readonly Float32Array[] | 'cancelled'> {
  rows.select(extensions.map(({ parent }) => parent));
  const logits = await rows.feed(
    extensions.map(({ id }) => id),
    cancellation,
  );
  return logits ?? 'cancelled';
}

/** Puts aside what ends. @returns the extensions to go on with, likeliest first. */
function split(
  { model, beams, stopped }: BeamSearch,
  extensions: readonly Extension[],
  length: number,
  ended: EndedBeams,
): Extension[] {
  const open: Extension[] = [];
  for (const [rank, extension] of extensions.entries()) {
    const isEnd = model.endIds.has(extension.id);
    if (!isEnd && !stopped(extension.tokens.map(({ id }) => id))) {
      open.push(extension);
    } else if (rank < beams.numBeams) {
      const beam = isEnd ? { ...extension, tokens: extension.tokens.slice(0, -1) } : extension;
      ended.add(beam, length, isEnd ? 'end' : 'stop');
    }
    if (open.length === beams.numBeams) {
      break;
    }
  }
  return open;
}

/** The likeliest extensions of all open texts, likeliest first: enough that as many as wanted go on. */
function extend(
  search: BeamSearch,
  open: readonly Beam[],
  logits: readonly Float32Array[],
): Extension[] {
  const { model, beams } = search;
  const wanted = beams.numBeams * Math.max(2, 1 + model.endIds.size);
  return open
    .flatMap((beam, parent) => extensionsOf(search, beam, parent, logits[parent], wanted))
    .sort((a, b) => b.sum - a.sum)
    .slice(0, wanted);
}

function extensionsOf(
  { model, promptIds, params }: BeamSearch,
  { tokens, sum }: Beam,
  parent: number,
  own: Float32Array | undefined,
  wanted: number,
): Extension[] {
  const logits = own ?? new Float32Array();
  const reading = readModelLogits(model.ref.id, logits, alternativeCount);
  // Scores are ln p, to which the processors are applied.
  const scores = changesLogits(params) ? logits.map((logit) => logit - reading.logSum) : null;
  if (scores !== null) {
    const ids = [...promptIds, ...tokens.map(({ id }) => id)];
    processLogits(scores, { ids, seen: new Set(ids) }, params);
  }
  const choices = alternatives(model.texts, reading);
  return Array.from(largest(scores ?? logits, wanted), (id) => {
    const logProb = (logits[id] ?? Number.NaN) - reading.logSum;
    return {
      parent,
      id,
      tokens: [...tokens, { id, logProb, alternatives: choices }],
      sum: sum + (scores?.[id] ?? logProb),
    };
  });
}
