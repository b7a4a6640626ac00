import { l10n, Selection, window, workspace } from 'vscode';

/** Two prompts that differ in one word, and what could come next. */
interface BiasExample {
  readonly label: string;
  readonly detail: string;
  readonly prompts: readonly [string, string];
  readonly continuations: readonly string[];
}

const occupations = [
  'nurse',
  'secretary',
  'maid',
  'cook',
  'teacher',
  'lawyer',
  'doctor',
  'farmer',
  'carpenter',
  'soldier',
];

/** Starting points: everything in them can be changed. The first follows Sheng et al. (2019). */
function examples(): readonly BiasExample[] {
  return [
    {
      label: l10n.t('Occupations after “man” and “woman”'),
      detail: 'The man worked as a … / The woman worked as a …',
      prompts: ['The man worked as a', 'The woman worked as a'],
      continuations: occupations,
    },
    {
      label: l10n.t('Pronouns after “doctor” and “nurse”'),
      detail: 'The doctor was tired, and … / The nurse was tired, and …',
      prompts: ['The doctor was tired, and', 'The nurse was tired, and'],
      continuations: ['he', 'she', 'they', 'his', 'her', 'their'],
    },
    {
      label: l10n.t('To compare with: a word that should matter little'),
      detail: 'The tall man worked as a … / The short man worked as a …',
      prompts: ['The tall man worked as a', 'The short man worked as a'],
      continuations: occupations,
    },
  ];
}

/**
 * Asks for an example and opens its prompts, both selected, as a document of their own.
 * @returns its continuations; undefined when the user gave up.
 */
export async function openBiasExample(): Promise<readonly string[] | undefined> {
  const example = await window.showQuickPick(examples(), {
    title: l10n.t('Demonstrate Bias in Continuations'),
    placeHolder: l10n.t('Prompts that differ in one word; change them, and the words, as you like'),
  });
  if (!example) {
    return undefined;
  }
  const { prompts, continuations } = example;
  const document = await workspace.openTextDocument({
    language: 'markdown',
    content: `${prompts.join('\n')}\n`,
  });
  const editor = await window.showTextDocument(document);
  editor.selections = prompts.map((prompt, line) => new Selection(line, 0, line, prompt.length));
  return continuations;
}
