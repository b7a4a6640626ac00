import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';

describe('two readings, as a person compares them', () => {
  const session = useSession({ folder: 'samples' });

  it('pairs the words of two versions of a text, the largest differences first when asked', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'versions.md'),
      'The old man looked at the sea and saw a small boat.\n---\n' +
        'The old man looked at the sea and saw a wheelbarrow full of marmalade.\n',
    );
    await workbench.openFile('versions.md');
    await workbench.editor.goTo(1, 3);
    await workbench.runCommand('Tokenscope: Compare Two Readings');
    const frame = await workbench.webview('tokenscope-laboratory');
    const tab = frame.locator('tokenscope-readings');
    const rows = tab.locator('tokenscope-difference-list tbody tr');
    await rows.first().waitFor();
    const words = await rows.locator('td:first-child').allInnerTexts();
    assert.deepEqual(words.slice(0, 10), 'The old man looked at the sea and saw a'.split(' '));
    assert.equal(words.length, 16);
    const measures = await tab.locator('.sides tbody th').allInnerTexts();
    assert.ok(measures.includes('Perplexity') && measures.includes('Bits per byte'));
    await rows.nth(2).hover();
    await workbench.picture('laboratory-readings');
    await tab.getByRole('button', { name: 'Difference', exact: true }).click();
    await tab.locator('th[aria-sort=descending]').waitFor();
    await workbench.page.waitForTimeout(300);
    const sorted = await rows.locator('td:nth-child(4)').allInnerTexts();
    const known = sorted
      .filter((text) => text !== '–')
      .map((text) => Math.abs(Number(text.replace('\u2212', '-'))));
    assert.equal(known.length, 10);
    assert.deepEqual(
      known,
      known.toSorted((a, b) => b - a),
    );
  });
});
