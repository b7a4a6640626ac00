import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { labelledCsv } from '../support/labelledSentences';
import { useSession } from './useSession';
import { until } from './until';

describe('a trained classifier, as a person uses it', () => {
  const session = useSession({ folder: 'samples' });

  /** Runs a command that asks something in the same box: it does not close in between. */
  async function startCommand(title: string): Promise<void> {
    const { workbench } = session();
    await workbench.press('F1');
    await workbench.quickPickLabels();
    await workbench.insert(title);
    await workbench.followRow(title);
  }

  /** Chooses a row once the box asks this question. */
  async function answer(question: string, row: string): Promise<void> {
    const { workbench } = session();
    await workbench.page.locator(`.quick-input-widget input[placeholder*="${question}"]`).waitFor();
    await workbench.followRow(row);
  }

  it('is trained on a table, trained again with fewer folds, and applied to a document', async () => {
    const { workbench } = session();
    // Who labels by hand errs now and then.
    const csv = labelledCsv().replace(/,(food|sport),(?=Echo)/g, ',politics,');
    writeFileSync(path.join(workbench.folder, 'news.csv'), csv);
    writeFileSync(
      path.join(workbench.folder, 'week.md'),
      [
        'The keeper dropped the ball and the visitors scored.',
        'Parliament argued about the budget all night.',
        'Afterwards we fried onions and opened a jar of olives.',
      ].join(' '),
    );
    await workbench.openFile('news.csv');
    await startCommand('Tokenscope: Train a Classifier on Labelled Text…');
    await answer('holds the texts', 'text');
    await answer('holds the labels', 'label');
    await answer('belong together', 'No groups');
    const frame = await workbench.webview('tokenscope-laboratory');
    const report = frame.locator('tokenscope-head-report');
    await report.locator('tokenscope-learning-curve svg').waitFor();
    await workbench.picture('laboratory-trained');
    const accuracy = Number(await report.locator('.scores .main').first().innerText());
    assert.ok(accuracy > 0.5 && accuracy < 1, String(accuracy));
    await workbench.runCommand('View: Toggle Maximized Panel');
    await workbench.picture('laboratory-trained-whole');
    await workbench.page.setViewportSize({ width: 668, height: 800 });
    await workbench.picture('laboratory-trained-narrow');
    await until('a report that fits', async () => {
      const narrow = await report.evaluate(
        ({ scrollWidth, clientWidth }) => clientWidth < 668 && scrollWidth <= clientWidth,
      );
      return narrow ? true : undefined;
    });
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await workbench.runCommand('View: Toggle Maximized Panel');
    assert.equal(await report.locator('tokenscope-confusion-matrix .cell').count(), 9);
    assert.ok(existsSync(path.join(workbench.folder, 'news.head.json')));

    const folds = frame.locator('tokenscope-head-settings input').nth(1);
    await folds.fill('3');
    await folds.press('Enter');
    await report.getByText('Mean of 3 folds').waitFor();

    await workbench.openFile('week.md');
    await report.getByText('Apply…').click();
    await answer('What is to be labelled', 'All Sentences of week.md');
    const labels = frame.locator('tokenscope-labelled-texts tbody td:nth-child(2)');
    const shown = await until('the labels', async () => {
      const now = await labels.allInnerTexts();
      return now.length === 3 ? now : undefined;
    });
    assert.deepEqual(shown, ['sport', 'politics', 'food']);
    await workbench.picture('laboratory-trained-applied');

    await workbench.openFile('news.csv');
    await startCommand('Tokenscope: Apply a Trained Classifier…');
    await answer('Which trained head', 'news.head.json');
    await answer('What is to be labelled', 'A Column of news.csv');
    await answer('Which column is to be labelled', 'text');
    await frame.getByText('written with all columns to news.labelled.csv').waitFor();
    const written = readFileSync(path.join(workbench.folder, 'news.labelled.csv'), 'utf8');
    assert.equal(written.trimEnd().split('\r\n').length, 61);
    await workbench.picture('laboratory-trained-table');
  });
});
