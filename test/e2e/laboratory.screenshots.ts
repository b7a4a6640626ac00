import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { labelledCsv } from '../support/labelledSentences';
import { useSession } from './useSession';

const text = [
  'The nurse said that [MASK] was late.',
  '',
  'The [MASK] barked at the [MASK] all night.',
  '',
  'We had a picnic on the bank of the river. The muddy bank of the stream was full of frogs. She put her savings into the bank on Monday. The bank raised its interest rates again.',
  '',
  'She opened the door with her key and went inside.',
  '',
  'The old lighthouse keeper climbed the stairs, as he had done every evening for thirty years. That night, however, the lamp was already burning. Penguins are flightless birds.',
  '',
  'The striker scored twice in the final. Parliament passed the budget after a long debate. Shares fell sharply on Tuesday.',
  '',
  'Angela Merkel met Emmanuel Macron in Paris. Siemens and Airbus signed a contract with the European Union.',
  '',
  'The old man looked at the sea and saw a small boat. He had never believed that anyone would come back from the island with a wheelbarrow full of marmalade.',
  '',
  'The old man looked at the sea and saw a small boat.',
  '---',
  'The old man looked at the sea and saw a wheelbarrow full of marmalade.',
  '',
  'It was the best of times, it was the worst of times, and we were all going home.',
  '',
  'The king of England spoke to the',
  '',
].join('\n');

/** The pictures of docs/bert.md and docs/gpt2.md. */
describe('screenshots of the laboratory', () => {
  const session = useSession({
    folder: 'samples',
    viewport: { width: 1120, height: 860 },
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'editor.minimap.enabled': false,
      'editor.lightbulb.enabled': 'off',
      'workbench.panel.defaultLocation': 'bottom',
    },
  });

  before(async () => {
    const { workbench } = session();
    writeFileSync(path.join(workbench.folder, 'examples.md'), text);
    // Who labels by hand errs now and then.
    const csv = labelledCsv().replace(/,(food|sport),(?=Echo)/g, ',politics,');
    writeFileSync(path.join(workbench.folder, 'news.csv'), csv);
    await workbench.openFile('examples.md');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  });

  async function run(line: number, column: number, command: string, element: string) {
    const { workbench } = session();
    await workbench.editor.goTo(line, column);
    await workbench.runCommand(`Tokenscope: ${command}`);
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.locator(`${element} [slot=result]`).first().waitFor();
    return frame;
  }
  async function picture(name: string, frame?: Frame, hover?: string): Promise<void> {
    const { workbench } = session();
    if (frame && hover !== undefined) await frame.locator(hover).first().hover();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot(`readme-${name}`);
  }

  it('of target words', async () => {
    const frame = await run(1, 8, 'Score Target Words', 'tokenscope-targets');
    await session().workbench.runCommand('View: Toggle Maximized Panel');
    await session().workbench.runCommand('View: Toggle Maximized Panel');
    await frame.locator('tokenscope-marked-sentence button', { hasText: 'nurse' }).click();
    await frame.locator('th', { hasText: 'LPBS' }).waitFor();
    await picture('laboratory-targets');
  });

  it('of two models', async () => {
    await run(7, 28, 'Same Gap, Two Models', 'tokenscope-contexts');
    await picture('laboratory-contexts');
  });

  it('of random masks', async () => {
    await run(9, 10, 'Mask 15 % at Random', 'tokenscope-random-masks');
    await picture('laboratory-random-masks');
  });

  it('of next sentences', async () => {
    await run(9, 10, 'Next Sentence', 'tokenscope-next-sentence');
    await picture('laboratory-next-sentence');
  });

  it('of sentence scores', async () => {
    const frame = await run(9, 10, 'Score Sentences', 'tokenscope-sentence-scores');
    await frame.locator('tokenscope-word-chips li').first().waitFor();
    await picture('laboratory-sentences');
  });

  it('of attention', async () => {
    const frame = await run(7, 28, 'Show Attention', 'tokenscope-attention');
    await frame.locator('tokenscope-attention button.token').first().waitFor();
    await picture('laboratory-attention');
  });

  it('of word vectors', async () => {
    await run(5, 25, 'Compare Word Vectors', 'tokenscope-vectors');
    await picture('laboratory-vectors');
  });

  it('of named entities', async () => {
    await run(13, 3, 'Find Named Entities', 'tokenscope-labels');
    await picture('laboratory-labels-entities');
  });

  it('of cloze labels', async () => {
    await run(11, 5, 'Label Sentences by a Cloze Prompt', 'tokenscope-cloze');
    await picture('laboratory-cloze');
  });

  it('of surprisal', async () => {
    const frame = await run(15, 1, 'Read with GPT-2', 'tokenscope-surprisal');
    await frame.locator('tokenscope-word-list tbody tr').first().waitFor();
    await picture('laboratory-surprisal');
  });

  it('of two readings', async () => {
    const frame = await run(17, 1, 'Compare Two Readings', 'tokenscope-readings');
    await frame.locator('tokenscope-difference-list tbody tr').first().waitFor();
    await picture('laboratory-readings');
  });

  it('of the logit lens', async () => {
    const { workbench } = session();
    const frame = await run(21, 41, 'Show Logit Lens', 'tokenscope-logit-lens');
    await workbench.runCommand('View: Toggle Maximized Panel');
    await picture('laboratory-logit-lens', frame, 'tokenscope-lens-grid td.cell.cursor');
    await workbench.runCommand('View: Toggle Maximized Panel');
  });

  it('of two prompts', async () => {
    const frame = await run(23, 8, 'Compare Two Prompts', 'tokenscope-context-shift');
    const field = (at: number) =>
      frame.locator('tokenscope-context-shift tokenscope-text-field input').nth(at);
    await field(0).fill('The queen of England spoke to the');
    await field(0).press('Enter');
    await frame.locator('tokenscope-context-shift h3', { hasText: 'queen' }).waitFor();
    await field(1).fill('people');
    await field(1).press('Enter');
    await frame.locator('tokenscope-context-shift .continuation').waitFor();
    await picture('laboratory-two-prompts');
  });

  it('of a trained classifier', async () => {
    const { workbench } = session();
    await workbench.openFile('news.csv');
    await workbench.press('F1');
    await workbench.quickPickLabels();
    await workbench.type('Tokenscope: Train a Classifier');
    await workbench.followRow('Tokenscope: Train a Classifier on Labelled Text…');
    for (const [question, row] of [
      ['holds the texts', 'text'],
      ['holds the labels', 'label'],
      ['belong together', 'No groups'],
    ] as const) {
      await workbench.page
        .locator(`.quick-input-widget input[placeholder*="${question}"]`)
        .waitFor();
      await workbench.followRow(row);
    }
    const frame = await workbench.webview('tokenscope-laboratory');
    await frame.locator('tokenscope-learning-curve svg').waitFor();
    await workbench.runCommand('View: Toggle Maximized Panel');
    await picture('laboratory-trained');
    await workbench.runCommand('View: Toggle Maximized Panel');
    await workbench.openFile('examples.md');
  });

  it('of masks filled together', async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Toggle Panel Visibility');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.editor.goTo(3, 2);
    await workbench.runCommand('Tokenscope: Fill All Masks Together');
    const frame = await workbench.webview('tokenscope-fill-mask');
    const rows = frame.locator('tokenscope-together-list .row[data-index]');
    await rows.first().waitFor();
    await workbench.collapseView('Tokens');
    await workbench.collapseView('Continue');
    await rows.nth(1).hover();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('readme-fill-mask-together');
  });
});
