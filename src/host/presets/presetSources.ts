import type { PresetOrigin, RefusedPreset } from '../../common/presets/preset';
import { readPresets, type UsablePreset } from './readPresets';
import type { TemplateClass } from './template';

/** Something that should be a list of presets, and where it stands. */
export interface PresetSource {
  readonly origin: PresetOrigin;
  /** Names the place to a person: a setting, or a file. */
  readonly place: string;
  readonly value: unknown;
}

/** A preset that can be chosen. */
export interface OfferedPreset extends UsablePreset {
  readonly origin: PresetOrigin;
}

export interface GatheredPresets {
  readonly presets: readonly OfferedPreset[];
  readonly refused: readonly RefusedPreset[];
}

/**
 * Puts sources together, the strongest last: of presets with the same name the last one is offered, at
 * the place of the first. Nothing that is wrong in one source or preset touches the others.
 */
export function gatherPresets(
  builtIn: readonly UsablePreset[],
  sources: readonly PresetSource[],
  templates: TemplateClass,
): GatheredPresets {
  const offered = new Map<string, OfferedPreset>(
    builtIn.map((preset) => [preset.name, { ...preset, origin: 'builtIn' }]),
  );
  const refused: RefusedPreset[] = [];
  for (const { origin, place, value } of sources) {
    if (!Array.isArray(value)) {
      refused.push({ origin, place, preset: null, problem: { kind: 'notAList' } });
      continue;
    }
    const { presets, problems } = readPresets(value, templates);
    for (const preset of presets) {
      offered.set(preset.name, { ...preset, origin });
    }
    refused.push(...problems.map((each) => ({ origin, place, ...each })));
  }
  return { presets: [...offered.values()], refused };
}

/** The values that a setting has in each place where it can be set; unset ones are undefined. */
export interface SettingPlaces {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
}

/** What the settings hold: the user's, then the workspace's, which counts only where it is trusted. */
export function settingSources(
  key: string,
  { globalValue, workspaceValue }: SettingPlaces,
  trusted: boolean,
): PresetSource[] {
  const sources: PresetSource[] = [
    { origin: 'settings', place: key, value: globalValue },
    ...(trusted ? [{ origin: 'workspace', place: key, value: workspaceValue } as const] : []),
  ];
  return sources.filter(({ value }) => value !== undefined);
}
