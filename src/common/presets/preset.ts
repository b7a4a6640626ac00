import type { SamplingForm } from '../protocol/views/completion';

/** A way of asking GPT-2 for something: a prompt made from a template, and how to sample after it. */
export interface Preset {
  readonly name: string;
  /** One line that says what it is for, and how well GPT-2 does it; empty for none. */
  readonly description: string;
  /** Jinja; may use the {@link presetVariables}. Of a chat: what stands above the first turn. */
  readonly template: string;
  /** What the box asks for when the prompt depends on `question`; empty for a general wording. */
  readonly question: string;
  /** Names of the speakers, where the preset is a chat of several turns; else null. */
  readonly chat: ChatNames | null;
  /** Fields of the form that this preset sets; the others are as in the settings. */
  readonly sampling: Partial<SamplingForm>;
}

/** How turns of a chat begin: `User: …`, `Assistant: …`. */
export interface ChatNames {
  readonly user: string;
  readonly assistant: string;
}

/** What a template can use. */
export const presetVariables = ['text', 'selection', 'paragraph', 'language', 'question'] as const;
export type PresetVariable = (typeof presetVariables)[number];
export type PresetValues = Readonly<Record<PresetVariable, string>>;

/** Why a preset cannot be used. */
export type PresetProblem =
  | { readonly kind: 'notAnObject' | 'noName' | 'noTemplate' }
  /** The template's syntax is wrong, or it fails when it is filled in; `reason` is the library's word. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** The template uses `part` of Jinja, such as a loop, which presets do without. */
  | { readonly kind: 'unsupported'; readonly part: string }
  | { readonly kind: 'unknownVariable'; readonly variable: string }
  | { readonly kind: 'unknownProperty'; readonly property: string }
  | {
      readonly kind: 'badValue';
      readonly name: string;
      readonly value: string;
      readonly expected: string;
    };

/** Why a whole source of presets cannot be used. */
export type PresetSourceProblem =
  | { readonly kind: 'notAList' | 'notAbsolute' }
  /** `reason` is the system's or the parser's word. */
  | { readonly kind: 'unreadable' | 'notJson'; readonly reason: string };

/** A preset, or where `preset` is null a whole source, that cannot be used. */
export interface RefusedPreset {
  readonly origin: PresetOrigin;
  /** Names the source to a person: a setting, or a file. */
  readonly place: string;
  readonly preset: string | null;
  readonly problem: PresetProblem | PresetSourceProblem;
}

/** Where presets come from, from the weakest to the strongest: a later one of the same name counts. */
export type PresetOrigin = 'builtIn' | 'settings' | 'file' | 'workspace';
