import type { TextEditor } from 'vscode';
import type { PresetValues } from '../../common/presets/preset';
import { paragraphRange } from '../documents/paragraph';
import type { UsablePreset } from './readPresets';

/** Characters of a text that a prompt is filled with at most: 1,024 tokens are far fewer. */
const maxCharacters = 65_536;

/** What an editor gives the variables of a template; there is no question yet. */
export function valuesAt({ document, selection }: TextEditor): PresetValues {
  const selected = selection.isEmpty ? '' : document.getText(selection).slice(0, maxCharacters);
  const paragraph = document
    .getText(paragraphRange(document, selection.active, maxCharacters / 2))
    .trim();
  return {
    text: selected.trim() === '' ? paragraph : selected.trim(),
    selection: selected,
    paragraph,
    language: document.languageId,
    question: '',
  };
}

/** Whether the prompt would be another one with a question: else there is none to ask. */
export function asksQuestion({ read }: UsablePreset, values: PresetValues): boolean {
  return (
    read.variables.has('question') &&
    read.render(values) !== read.render({ ...values, question: 'a' })
  );
}

/** Whether the preset works on a text of the document, and there is none. */
export function lacksText({ read, chat }: UsablePreset, values: PresetValues): boolean {
  const { variables } = read;
  const reads = variables.has('text') || variables.has('selection') || variables.has('paragraph');
  return reads && chat === null && !variables.has('question') && values.text === '';
}

/** Characters of a preview. */
const previewLength = 160;

/** A prompt in one line, its middle left out where it is long. */
export function preview(prompt: string): string {
  const line = prompt.trim().replace(/\s*\n\s*/g, ' ↵ ');
  const half = previewLength / 2;
  return line.length <= previewLength ? line : `${line.slice(0, half)} … ${line.slice(-half)}`;
}
