import { TokenscopeError } from '../errors';
import { checkNumber } from '../numbers';
import type { SamplingParams } from '../protocol/model/completion';
import type { BeamParams } from '../protocol/model/completionBeams';
import { beamLimits, samplingLimits, stopLimits } from './limits';

/** What two of the ranges depend on. */
export interface SamplingBounds {
  /** Positions of the model. */
  readonly contextLength: number;
  readonly vocabularySize: number;
}

/**
 * Checks every parameter, whatever its type came to be on the way, and returns a clean copy.
 * @throws TokenscopeError `InvalidParameter`, naming the first parameter that is out of its range.
 */
export function checkSampling(params: SamplingParams, bounds: SamplingBounds): SamplingParams {
  const limits = samplingLimits;
  return {
    maxNewTokens: checkNumber('maxNewTokens', params.maxNewTokens, {
      ...limits.maxNewTokens,
      maximum: bounds.contextLength - 1,
    }),
    greedy: checkBoolean('greedy', params.greedy),
    seed: checkNumber('seed', params.seed, limits.seed),
    stop: checkStop(params.stop),
    repetitionPenalty: checkNumber(
      'repetitionPenalty',
      params.repetitionPenalty,
      limits.repetitionPenalty,
    ),
    noRepeatNgramSize: checkNumber(
      'noRepeatNgramSize',
      params.noRepeatNgramSize,
      limits.noRepeatNgramSize,
    ),
    temperature: checkNumber('temperature', params.temperature, limits.temperature),
    topK: checkNumber('topK', params.topK, { ...limits.topK, maximum: bounds.vocabularySize }),
    topP: checkNumber('topP', params.topP, limits.topP),
    minP: checkNumber('minP', params.minP, limits.minP),
  };
}

/**
 * Checks the parameters of a beam search as {@link checkSampling} does.
 * @throws TokenscopeError `InvalidParameter`.
 */
export function checkBeams({
  numBeams,
  lengthPenalty,
  earlyStopping,
  numReturn,
}: BeamParams): BeamParams {
  const beams = checkNumber('numBeams', numBeams, beamLimits.numBeams);
  return {
    numBeams: beams,
    lengthPenalty: checkNumber('lengthPenalty', lengthPenalty, beamLimits.lengthPenalty),
    earlyStopping:
      earlyStopping === 'never' ? earlyStopping : checkBoolean('earlyStopping', earlyStopping),
    numReturn: checkNumber('numReturn', numReturn, { minimum: 1, maximum: beams, integer: true }),
  };
}

function checkBoolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw new TokenscopeError('InvalidParameter', {
      name,
      value: String(value).slice(0, 60),
      expected: 'true or false',
    });
  }
  return value;
}

function checkStop(value: unknown): readonly string[] {
  if (
    !Array.isArray(value) ||
    value.length > stopLimits.count ||
    !value.every(
      (stop): stop is string =>
        typeof stop === 'string' && stop.length >= 1 && stop.length <= stopLimits.length,
    )
  ) {
    throw new TokenscopeError('InvalidParameter', {
      name: 'stop',
      value: Array.isArray(value) ? `${value.length} entries` : typeof value,
      expected: `at most ${stopLimits.count} strings of 1 to ${stopLimits.length} characters`,
    });
  }
  return value;
}
