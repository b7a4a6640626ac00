import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSession } from './useSession';

describe('word vectors, as a person compares them', () => {
  const session = useSession({ folder: 'samples' });

  it('shows which banks are alike', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'banks.md'),
      [
        'We had a picnic on the bank of the river.',
        'The muddy bank of the stream was full of frogs.',
        'She put her savings into the bank on Monday.',
        'The bank raised its interest rates again.',
      ].join(' '),
    );
    await workbench.openFile('banks.md');
    await workbench.editor.goTo(1, 25);
    await workbench.runCommand('Tokenscope: Compare Word Vectors');
    const frame = await workbench.webview('tokenscope-laboratory');
    const cells = frame.locator('tokenscope-cosine-matrix .cell');
    await cells.first().waitFor();
    assert.equal(await cells.count(), 12);
    const values = (await cells.allInnerTexts()).map(Number);
    const [rivers = 0, apart = 0] = values;
    assert.ok(rivers > apart + 0.2, values.join(' '));
    await cells.first().hover();
    await workbench.picture('laboratory-vectors');
    const shades = await cells.evaluateAll((all) =>
      all.map((cell) => getComputedStyle(cell).backgroundColor),
    );
    assert.ok(new Set(shades).size > 3, shades.join(' '));
  });
});
