import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';
import { until } from './until';

describe('cloze labels, as a person asks for them', () => {
  const session = useSession({ folder: 'samples' });

  it('labels the sentences of a paragraph, and again calibrated and with other labels', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'news.md'),
      [
        'The striker scored twice in the final match.',
        'The senator lost the vote in parliament.',
        'The company doubled its profits last year.',
        'Fans celebrated the cup until dawn.',
      ].join(' '),
    );
    await workbench.openFile('news.md');
    await workbench.editor.goTo(1, 8);
    await workbench.runCommand('Tokenscope: Label Sentences by a Cloze Prompt…');
    const frame = await workbench.webview('tokenscope-laboratory');
    const labels = frame.locator('tokenscope-cloze-result tbody td:nth-child(2)');
    await labels.first().waitFor();
    const shown = (...expected: readonly string[]) =>
      until(`the labels ${expected.join()}`, async () => {
        const now = await labels.allInnerTexts();
        return now.join() === expected.join() ? now : undefined;
      });
    await frame.locator('vscode-checkbox', { hasText: 'Calibrate' }).click();
    await shown('sports', 'politics', 'economy', 'sports');
    await frame.locator('tokenscope-cloze-result tbody tr').nth(1).hover();
    await workbench.picture('laboratory-cloze');
    const field = frame.locator('tokenscope-text-field.labels input');
    await field.fill('money: money, profits; games: football, games');
    await field.press('Enter');
    await frame.locator('tokenscope-cloze-result th', { hasText: 'p(games)' }).waitFor();
    const [striker, , company] = await labels.allInnerTexts();
    assert.deepEqual([striker, company], ['games', 'money']);
  });
});
