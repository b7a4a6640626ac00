import assert from 'node:assert/strict';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { useSession } from './useSession';

describe('sentence scores, as a person uses them', () => {
  const session = useSession({ folder: 'samples' });

  it('colours the words, opens a sentence, and compares a minimal pair', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'pair.md'),
      'The keys to the cabinet are on the table. The keys to the cabinet is on the table.\n\n' +
        'Philately and spelunking are her favourite pastimes. It rained.\n',
    );
    await workbench.openFile('pair.md');
    await workbench.editor.goTo(3);
    await workbench.runCommand('Tokenscope: Score Sentences');
    const frame = await workbench.webview('tokenscope-laboratory');
    const words = frame.locator('tokenscope-word-chips li');
    await words.first().waitFor();
    assert.equal(await words.count(), 9);
    await words.filter({ hasText: 'spelunking' }).hover();
    await workbench.picture('laboratory-sentences');
    const hover = await workbench.editor.hover('spelunking');
    assert.match(hover, /bits\sof\spseudo-surprisal/);
    assert.match(hover, /BERT\sexpected/);
    await workbench.picture('laboratory-sentences-hover');

    await workbench.editor.goTo(1);
    await workbench.runCommand('Tokenscope: Score Sentences');
    await words.filter({ hasText: 'cabinet' }).nth(1).waitFor();
    const compare = frame.locator('tokenscope-sentence-scores tokenscope-select-field').nth(2);
    await compare.locator('vscode-single-select').click();
    await frame.getByRole('option', { name: /Pairs/ }).click();
    const pairs = frame.locator('tokenscope-pair-list');
    await pairs.locator('li.changed').waitFor();
    assert.match((await pairs.locator('p').textContent()) ?? '', /higher in 1 of 1 pairs by PLL/);
    await pairs.locator('li.changed').hover();
    await workbench.picture('laboratory-sentences-pair');
  });
});
