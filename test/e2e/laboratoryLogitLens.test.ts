import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './until';
import { useSession } from './useSession';

describe('the logit lens, as a person looks through it', () => {
  const session = useSession({ folder: 'samples' });

  it('shows what each layer expects next, and all about the cell under the pointer', async () => {
    const { workbench } = session();
    writeFileSync(
      path.join(workbench.folder, 'lens.md'),
      'It was the best of times, it was the worst of times, and we were all going home.',
    );
    await workbench.openFile('lens.md');
    await workbench.editor.goTo(1, 39);
    await workbench.runCommand('Tokenscope: Show Logit Lens');
    const frame = await workbench.webview('tokenscope-laboratory');
    const grid = frame.locator('tokenscope-lens-grid');
    await grid.locator('.cell').first().waitFor();
    assert.equal(await grid.locator('tbody tr th').count(), 6);
    const read = await grid.locator('thead .read th').allInnerTexts();
    assert.equal(read.at(-1), 'worst');
    assert.equal(await grid.locator('.cell.cursor').count(), 6);
    const before = await grid.locator('.detail').innerText();
    await grid.locator('tbody tr').nth(2).locator('.cell').nth(5).hover();
    await workbench.picture('laboratory-logit-lens');
    const detail = await until('another cell', async () => {
      const now = await grid.locator('.detail').innerText();
      return now === before ? undefined : now;
    });
    assert.match(detail, /Layer 3, after “of”/);
    assert.match(detail, /Really next: times/);
    const shades = await grid
      .locator('.cell')
      .evaluateAll((all) => all.map((cell) => getComputedStyle(cell).backgroundColor));
    assert.ok(new Set(shades).size > 10);

    const looks = frame.locator('tokenscope-focus-attention');
    assert.match(await looks.locator('h3').innerText(), /Where “worst” looks/);
    const weights = await looks.locator('tbody tr').nth(1).locator('td').allInnerTexts();
    // The first of the row names it.
    assert.equal(weights.length, read.length - 1);
    const sum = weights.reduce((total, weight) => total + Number(weight), 0);
    assert.ok(Math.abs(sum - 100) <= weights.length / 2, `${sum} %`);
  });
});
