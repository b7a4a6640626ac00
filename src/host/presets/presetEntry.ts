import type { Preset } from '../../common/presets/preset';

/** A preset in JSON. */
export interface PresetEntry {
  readonly name: string;
  readonly [property: string]: unknown;
}

/** A preset as it is written in a file: without what is empty, and a template of several lines as lines. */
export function presetEntry(preset: Preset): PresetEntry {
  const { name, description, question, template, chat, sampling } = preset;
  const lines = template.split('\n');
  return {
    name,
    ...(description === '' ? {} : { description }),
    ...(question === '' ? {} : { question }),
    template: lines.length > 1 ? lines : template,
    ...(chat === null ? {} : { chat }),
    ...sampling,
  };
}
