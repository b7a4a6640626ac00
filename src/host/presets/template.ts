import type { Template } from '@huggingface/jinja';
import {
  presetVariables,
  type PresetProblem,
  type PresetValues,
  type PresetVariable,
} from '../../common/presets/preset';
import { usedNames, UnsupportedPart } from './templateNames';

/** The class of templates of `@huggingface/jinja`. */
export type TemplateClass = typeof Template;

/** Loads the library of templates, which is read when the first preset is. */
export async function loadTemplates(): Promise<TemplateClass> {
  return (await import('@huggingface/jinja')).Template;
}

/** A template that was read, whose variables are all known and which could be filled in. */
export interface PromptTemplate {
  readonly variables: ReadonlySet<PresetVariable>;
  /** @throws Error when these values do not go with it; texts of any content do. */
  render(values: PresetValues): string;
}

/** Characters that a filled template has at most; a context of GPT-2 holds far fewer. */
const maxPromptLength = 1_000_000;

/** Reads a Jinja template and fills it in once, on trial: what can go wrong shows here. */
export function readTemplate(
  source: string,
  TemplateOf: TemplateClass,
): PromptTemplate | PresetProblem {
  let template: Template;
  let names: ReadonlySet<string>;
  try {
    // Jinja drops one line break at the end, which means something in a prompt.
    template = new TemplateOf(source.endsWith('\n') ? `${source}\n` : source);
    names = usedNames(template.parsed);
  } catch (error) {
    return error instanceof UnsupportedPart
      ? { kind: 'unsupported', part: error.part }
      : broken(error);
  }
  const unknown = [...names].find((name) => !isVariable(name));
  if (unknown !== undefined) {
    return { kind: 'unknownVariable', variable: unknown };
  }
  const render = (values: PresetValues): string => {
    const prompt = template.render({ ...values });
    if (prompt.length > maxPromptLength) {
      throw new RangeError(`more than ${maxPromptLength} characters`);
    }
    return prompt;
  };
  try {
    render(Object.fromEntries(presetVariables.map((name) => [name, name])) as PresetValues);
  } catch (error) {
    return broken(error);
  }
  return { variables: new Set([...names].filter(isVariable)), render };
}

function isVariable(name: string): name is PresetVariable {
  return (presetVariables as readonly string[]).includes(name);
}

function broken(error: unknown): PresetProblem {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'broken', reason: reason.replace(/[\s.]+$/, '') };
}
