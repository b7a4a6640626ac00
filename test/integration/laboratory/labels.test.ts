import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri, window } from 'vscode';
import { Color } from '../../../src/common/contributions';
import type {
  ClassificationView,
  EntitiesView,
} from '../../../src/common/protocol/views/laboratory/labels';
import { bundledHeads } from '../../../src/host/laboratory/labels/heads';
import { selectText, showText, shownErrors, until } from '../support';
import { useLabels } from './useLabels';

describe('labels', () => {
  const { fresh, internals, session, state, run } = useLabels();

  it('has the bundled labels of the model’s own tasks.json', () => {
    const file = internals().registry.folder(internals().registry.get('bert-base-uncased')).fsPath;
    const tasks = JSON.parse(readFileSync(path.join(file, 'tasks.json'), 'utf8')) as Record<
      string,
      { labels: string[] }
    >;
    assert.deepEqual(bundledHeads.classification?.labels, tasks['sentiment']?.labels);
    assert.deepEqual(bundledHeads.entities?.labels, tasks['ner']?.labels);
  });

  it('labels the sentences of a paragraph, and says what the adapter learned from', async () => {
    const editor = await showText(
      '🍮 first.\n\nA wonderful, funny and moving film.\nThe battery died and the screen is terrible.',
    );
    await selectText(editor, 'funny', true);
    const { status, result, notices, source, models } = await run('classify');
    assert.equal(status, 'done');
    const { sentences, head } = result as ClassificationView;
    assert.deepEqual(
      sentences.map(({ text, best }) => [text, head.labels[best]]),
      [
        ['A wonderful, funny and moving film.', 'positive'],
        ['The battery died and the screen is terrible.', 'negative'],
      ],
    );
    for (const { scores } of sentences) {
      assert.ok(Math.abs(scores.reduce((a, b) => a + b, 0) - 1) < 1e-9);
    }
    const text = editor.document.getText();
    const [{ cpStart, cpEnd } = { cpStart: 0, cpEnd: 0 }] = sentences;
    assert.equal(Array.from(text).slice(cpStart, cpEnd).join(''), sentences[0]?.text);
    assert.match(notices.join(' '), /reviews.*neutral sentence gets a label all the same/);
    assert.match(source ?? '', /:3$/);
    assert.equal(models[0]?.precision, 'q4');
  });

  it('colours entities by type, reveals them, and exports their places in code points', async () => {
    const text = '🍮 Angela Merkel met Barack Obama in Berlin.';
    const editor = await showText(text);
    const { result } = await run('entities');
    const { entities } = result as EntitiesView;
    assert.deepEqual(
      entities.map((entity) => [entity.text, entity.type]),
      [
        ['Angela Merkel', 'PER'],
        ['Barack Obama', 'PER'],
        ['Berlin', 'LOC'],
      ],
    );
    await until('the colours', () => internals().laboratory.link.marks.marks.length === 3);
    assert.deepEqual(
      internals().laboratory.link.marks.marks.map(({ color, start, end }) => [
        color,
        text.slice(start, end),
      ]),
      [
        [Color.entityPerson, 'Angela Merkel'],
        [Color.entityPerson, 'Barack Obama'],
        [Color.entityLocation, 'Berlin'],
      ],
    );
    await internals().laboratory.link.reveal('labels', 2);
    await until('Berlin', () => {
      const shown = window.activeTextEditor;
      return (
        shown?.document === editor.document && shown.document.getText(shown.selection) === 'Berlin'
      );
    });
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-labels-'));
    const file = Uri.file(path.join(folder, 'entities.csv'));
    await commands.executeCommand('tokenscope.laboratory.export', file);
    const [header, ...rows] = readFileSync(file.fsPath, 'utf8').trim().split(/\r?\n/);
    assert.equal(
      header?.replaceAll('"', ''),
      'run_id,doc_id,sentence_index,cp_start,cp_end,text,label,score',
    );
    assert.equal(rows.length, 3);
    assert.match(rows[2] ?? '', /,0,36,42,"Berlin","LOC",0\.\d+$/);
    rmSync(folder, { recursive: true });
  });

  it('reads the document when the form says so, and runs again at a change', async () => {
    const editor = await showText('Great sound.\n\nThe plot makes no sense.\n\nWorth every penny!');
    await selectText(editor, 'Great', true);
    await run('classify');
    assert.equal((state().result as ClassificationView).sentences.length, 1);
    await session().changeForm({ ...state().form, scope: 'document' });
    assert.equal((state().result as ClassificationView).sentences.length, 3);
    // A heading ends at its blank line.
    const heading = await showText('# Reviews\n\nGreat sound. It works.');
    await selectText(heading, 'sound', true);
    await run('classify');
    const { sentences } = state().result as ClassificationView;
    assert.deepEqual(
      sentences.map(({ text }) => text),
      ['# Reviews', 'Great sound.', 'It works.'],
    );
    await session().changeForm({ ...state().form, task: 'entities' });
    assert.equal(state().result?.task, 'entities');
  });

  it('labels 2,000 sentences with progress, leaves the host free, and can be cancelled', async () => {
    const sentences = Array.from({ length: 2000 }, (_, index) => `It was film number ${index}.`);
    await showText(sentences.join(' '));
    await session().changeForm({ ...fresh, scope: 'document' });
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 10);
    const running = run('classify');
    await until('a share', () => (state().share ?? 0) >= 0.03, 60_000);
    assert.equal(state().status, 'running');
    session().cancel();
    await running;
    clearInterval(timer);
    assert.notEqual(state().status, 'running');
    assert.notEqual(state().status, 'failed');
    assert.ok(longest < 1000, `the host was busy for ${longest.toFixed(0)} ms`);
  }).timeout(120_000);

  it('says that the process ended in the middle, and runs again', async () => {
    await showText(Array.from({ length: 2000 }, (_, index) => `It was film ${index}.`).join(' '));
    await session().changeForm({ ...fresh, scope: 'document' });
    const running = run('classify');
    await until('a share', () => (state().share ?? 0) >= 0.02, 60_000);
    process.kill(internals().modelProcess.pid ?? 0, 'SIGKILL');
    const { status, error } = await running;
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /The model process ended .*run again/);
    await session().changeForm({ ...fresh, scope: 'paragraph' });
    await showText('Great sound.');
    assert.equal((await run('classify')).status, 'done');
  }).timeout(120_000);

  it('says that a table cannot be written', async () => {
    await showText('Great sound.');
    await run('classify');
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-labels-'));
    writeFileSync(path.join(folder, 'file'), '');
    const file = Uri.file(path.join(folder, 'file', 'labels.csv'));
    const sentence = await shownErrors(internals(), async () =>
      commands.executeCommand('tokenscope.laboratory.export', file),
    );
    assert.match(sentence, /could not be written/);
    rmSync(folder, { recursive: true });
  });

  it('says that a sentence is cut', async () => {
    await showText(`It was ${'very '.repeat(600)}good.`);
    const { notices } = await run('classify');
    assert.match(notices.join(' '), /One sentence is longer than 512 tokens/);
  });

  it('gives Python that runs the adapter’s file, and a methods sentence', async () => {
    await showText('Great "sound".');
    await run('classify');
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    const python = await env.clipboard.readText();
    assert.match(python, /is on no hub/);
    assert.match(python, /onnx\/sentiment_q4\.onnx/);
    assert.match(python, /"Great \\"sound\\"\."/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(
      await env.clipboard.readText(),
      /^We computed the sentiment of sentences .*precision q4/,
    );
  });
});
