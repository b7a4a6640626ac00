import { Setting } from '../../common/contributions';
import { beamLimits, samplingLimits } from '../../common/decoding/limits';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { samplesRange } from '../../common/protocol/model/completionSamples';
import type { CacheReuse, SamplingParams } from '../../common/protocol/model/completion';
import { updateSetting, type Settings } from '../settings/settings';

/** The setting of each field of the form. */
const settingOf: Readonly<Record<keyof SamplingForm, string>> = {
  maxNewTokens: Setting.maxNewTokens,
  greedy: Setting.greedy,
  repetitionPenalty: Setting.repetitionPenalty,
  noRepeatNgramSize: Setting.noRepeatNgramSize,
  temperature: Setting.temperature,
  topK: Setting.topK,
  topP: Setting.topP,
  minP: Setting.minP,
  seed: Setting.seed,
  stop: Setting.stop,
  samples: Setting.samples,
  numBeams: Setting.numBeams,
};

/** The form's values: what the settings say. */
export function readForm(settings: Settings): SamplingForm {
  return {
    maxNewTokens: settings.number(Setting.maxNewTokens, samplingLimits.maxNewTokens),
    greedy: settings.boolean(Setting.greedy),
    repetitionPenalty: settings.number(Setting.repetitionPenalty, samplingLimits.repetitionPenalty),
    noRepeatNgramSize: settings.number(Setting.noRepeatNgramSize, samplingLimits.noRepeatNgramSize),
    temperature: settings.number(Setting.temperature, samplingLimits.temperature),
    topK: settings.number(Setting.topK, samplingLimits.topK),
    topP: settings.number(Setting.topP, samplingLimits.topP),
    minP: settings.number(Setting.minP, samplingLimits.minP),
    seed: settings.optionalNumber(Setting.seed, samplingLimits.seed),
    stop: settings.strings(Setting.stop),
    samples: settings.number(Setting.samples, samplesRange),
    numBeams: settings.number(Setting.numBeams, beamLimits.numBeams),
  };
}

/** The parameters of a run; without a seed it gets a new one, which is shown. */
export function toSampling(form: SamplingForm): SamplingParams {
  const { maxNewTokens, greedy, stop, repetitionPenalty, noRepeatNgramSize } = form;
  const { temperature, topK, topP, minP } = form;
  const seed = form.seed ?? newSeed();
  const processors = { repetitionPenalty, noRepeatNgramSize, temperature, topK, topP, minP };
  return { maxNewTokens, greedy, seed, stop, ...processors };
}

/** How many texts a run gives: the most likely one is but one. */
export function textsOf({ samples, numBeams, greedy }: SamplingForm): number {
  if (numBeams > 1) {
    return Math.min(samples, numBeams);
  }
  return greedy ? 1 : samples;
}

/**
 * What a run may use of the last run's cache. With a seed that was asked for, or greedy, the text must
 * not depend on the runs before; with a new seed nothing is to be reproduced, and it begins at once.
 */
export function cacheReuse({ greedy, seed }: Pick<SamplingForm, 'greedy' | 'seed'>): CacheReuse {
  return greedy || seed !== null ? 'same' : 'prefix';
}

/** Writes changed fields to their settings; what is no field of the form is left out. */
export async function writeForm(change: Partial<SamplingForm>): Promise<void> {
  for (const [field, value] of Object.entries(change)) {
    if (Object.hasOwn(settingOf, field)) {
      await updateSetting(settingOf[field as keyof SamplingForm], value);
    }
  }
}

function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
