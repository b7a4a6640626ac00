import assert from 'node:assert/strict';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { useSession } from './useSession';

describe('reading with GPT-2, as a person does', () => {
  const session = useSession({ folder: 'samples' });

  it('colours the tokens, tells what was expected, and lists the words', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'story.md'),
      'The old man looked at the sea and saw a small boat. He had never believed that anyone would ' +
        'come back from the island with a wheelbarrow full of marmalade.\n\n' +
        'It was a dark night, and the wind blew from the north.\n',
    );
    await workbench.openFile('story.md');
    await workbench.editor.goTo(1);
    await workbench.runCommand('Tokenscope: Read with GPT-2');
    const frame = await workbench.webview('tokenscope-laboratory');
    const words = frame.locator('tokenscope-word-list tbody tr');
    await words.first().waitFor();
    assert.equal(await words.count(), 30);
    await words.nth(3).hover();
    await workbench.picture('laboratory-surprisal');
    const hover = await workbench.editor.hover('wheelbarrow');
    assert.match(hover, /surprisal\s[\d.]+\sbits,\srank\s\d+/);
    assert.match(hover, /Expected:\s“/);
    await workbench.picture('laboratory-surprisal-hover');

    const colors = frame.locator('tokenscope-surprisal tokenscope-select-field').nth(1);
    await colors.locator('vscode-single-select').click();
    await frame.getByRole('option', { name: /Surprisal in bits/ }).click();
    const legend = frame.locator('tokenscope-reading-legend');
    await legend.getByText('Surprisal in bits').waitFor();
    await workbench.picture('laboratory-surprisal-form');
    await frame.getByRole('button', { name: 'Surprisal, bow' }).click();
    await frame.locator('tokenscope-word-list th[aria-sort=descending]').waitFor();
    await workbench.page.waitForTimeout(500);
    const bits = await frame
      .locator('tokenscope-word-list tbody td:nth-child(3)')
      .allTextContents();
    const values = bits.map((text) => Number(text.replace('\u2212', '-')));
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
    await workbench.picture('laboratory-surprisal-bits');
  });
});
