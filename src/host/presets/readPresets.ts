import { beamLimits, samplingLimits, stopLimits } from '../../common/decoding/limits';
import { isTokenscopeError } from '../../common/errors';
import { checkNumber, type NumberRange } from '../../common/numbers';
import type { ChatNames, Preset, PresetProblem } from '../../common/presets/preset';
import { samplesRange } from '../../common/protocol/model/completionSamples';
import type { SamplingForm } from '../../common/protocol/views/completion';
import { readTemplate, type PromptTemplate, type TemplateClass } from './template';

/** A preset with its template read. */
export interface UsablePreset extends Preset {
  readonly read: PromptTemplate;
}

/** What stands in a list of presets: those that can be used, and what is wrong with the others. */
export interface PresetList {
  readonly presets: readonly UsablePreset[];
  /** `preset` is the name, or the place in the list counted from 1 where there is none. */
  readonly problems: readonly { readonly preset: string; readonly problem: PresetProblem }[];
}

/** Characters of a name, and of a description or question. */
const nameLength = 80;
const lineLength = 300;

/** Reads the entries of a list; a bad one does not keep the others from being used. */
export function readPresets(list: readonly unknown[], templates: TemplateClass): PresetList {
  const presets: UsablePreset[] = [];
  const problems: PresetList['problems'][number][] = [];
  for (const [index, entry] of list.entries()) {
    try {
      presets.push(readPreset(entry, templates));
    } catch (error) {
      if (!(error instanceof BadPreset)) {
        throw error;
      }
      problems.push({ preset: nameOf(entry) ?? String(index + 1), problem: error.problem });
    }
  }
  return { presets, problems };
}

class BadPreset extends Error {
  constructor(readonly problem: PresetProblem) {
    super(problem.kind);
  }
}

function nameOf(entry: unknown): string | null {
  const name = (entry as { name?: unknown } | null)?.name;
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, nameLength) : null;
}

/** @throws BadPreset */
function readPreset(entry: unknown, templates: TemplateClass): UsablePreset {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new BadPreset({ kind: 'notAnObject' });
  }
  const name = nameOf(entry);
  if (name === null) {
    throw new BadPreset({ kind: 'noName' });
  }
  const { description, question, template, chat, ...fields } = entry as Record<string, unknown>;
  delete fields['name'];
  const source = templateSource(template, chat !== undefined);
  const read = readTemplate(source, templates);
  if ('kind' in read) {
    throw new BadPreset(read);
  }
  return {
    name,
    description: line('description', description),
    question: line('question', question),
    template: source,
    read,
    chat: chatNames(chat),
    sampling: sampling(fields),
  };
}

/** A text, or its lines, which is easier to write in JSON. A chat may begin with nothing. */
function templateSource(value: unknown, chat: boolean): string {
  const lines: unknown[] = Array.isArray(value) ? value : [value ?? ''];
  if (!lines.every((each) => typeof each === 'string')) {
    throw new BadPreset({ kind: 'noTemplate' });
  }
  const source = lines.join('\n');
  if (source.trim() === '' && !chat) {
    throw new BadPreset({ kind: 'noTemplate' });
  }
  return source;
}

function line(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' && value.length <= lineLength
    ? value.trim()
    : bad(name, value, `a text of at most ${lineLength} characters`);
}

function chatNames(value: unknown): ChatNames | null {
  if (value === undefined) {
    return null;
  }
  const { user, assistant } = (value ?? {}) as Record<string, unknown>;
  const fits = (name: unknown): name is string =>
    typeof name === 'string' && /^[^\s:][^:\n]{0,39}$/.test(name);
  return fits(user) && fits(assistant) && user !== assistant
    ? { user, assistant }
    : bad('chat', value, '{ "user": …, "assistant": … } with two different names');
}

const numbers: Readonly<Partial<Record<keyof SamplingForm, NumberRange>>> = {
  ...samplingLimits,
  numBeams: beamLimits.numBeams,
  samples: samplesRange,
};

function sampling(fields: Readonly<Record<string, unknown>>): Partial<SamplingForm> {
  for (const [name, value] of Object.entries(fields)) {
    const range = Object.hasOwn(numbers, name) ? numbers[name as keyof SamplingForm] : undefined;
    if (range) {
      checkedNumber(name, value, range);
    } else if (name === 'greedy') {
      if (typeof value !== 'boolean') {
        bad(name, value, 'true or false');
      }
    } else if (name === 'stop') {
      checkStop(value);
    } else {
      throw new BadPreset({ kind: 'unknownProperty', property: name.slice(0, nameLength) });
    }
  }
  return fields;
}

function checkedNumber(name: string, value: unknown, range: NumberRange): void {
  try {
    checkNumber(name, value, range);
  } catch (error) {
    if (!isTokenscopeError(error, 'InvalidParameter')) {
      throw error;
    }
    throw new BadPreset({ kind: 'badValue', ...error.args });
  }
}

function checkStop(value: unknown): void {
  const { count, length } = stopLimits;
  const good =
    Array.isArray(value) &&
    value.length <= count &&
    value.every((stop) => typeof stop === 'string' && stop !== '' && stop.length <= length);
  if (!good) {
    bad('stop', value, `a list of at most ${count} texts of 1 to ${length} characters`);
  }
}

function bad(name: string, value: unknown, expected: string): never {
  const shown = JSON.stringify(value).slice(0, 60);
  throw new BadPreset({ kind: 'badValue', name, value: shown, expected });
}
