import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri, window, workspace } from 'vscode';
import type { Internals } from '../../../src/extension';
import { Color } from '../../../src/common/contributions';
import type {
  AnswersView,
  ClassificationView,
  EntitiesView,
  LabelsForm,
  LabelsView,
} from '../../../src/common/protocol/views/laboratory/labels';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import { bundledHeads } from '../../../src/host/laboratory/labels/heads';
import {
  tinyClassifier,
  tinyReader,
  tinyTagger,
  type TinyWords,
} from '../../support/tinyModels/fineTunedModels';
import type { TinyModel } from '../../support/tinyModels/modelFolder';
import { closeAll, pause, select, selectText, showText, tokenscope, until } from '../support';

describe('labels', () => {
  let internals: Internals;
  const made: TinyModel[] = [];

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(async () => {
    for (const { id } of internals.installed.all) {
      await internals.installed.remove(id);
    }
    await session().changeForm(fresh);
    await closeAll();
  });
  after(() => made.forEach((model) => model.dispose()));

  const fresh: LabelsForm = {
    task: 'classification',
    scope: 'selection',
    models: { classification: 'bundled', entities: 'bundled', answer: '' },
    question: '',
  };
  const session = () => internals.laboratory.session('labels');
  const state = () => session().state as LabState<LabelsForm, LabelsView>;
  const run = async (command: string, argument?: unknown) => {
    await commands.executeCommand(`tokenscope.laboratory.${command}`, argument);
    return state();
  };
  const choose = async (
    make: (options: TinyWords) => TinyModel,
    options: TinyWords,
  ): Promise<string | undefined> => {
    const model = make(options);
    made.push(model);
    const folder = Uri.file(model.ref.folder);
    return commands.executeCommand<string>('tokenscope.models.chooseFolder', folder);
  };
  const shownError = async (work: () => Promise<unknown>): Promise<string> => {
    let sentence = '';
    const listener = internals.errors.onDidShow((shown) => (sentence = shown));
    await work();
    listener.dispose();
    return sentence;
  };

  it('has the bundled labels of the model’s own tasks.json', () => {
    const file = internals.registry.folder(internals.registry.get('bert-base-uncased')).fsPath;
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
    await until('the colours', () => internals.laboratory.link.marks.marks.length === 3);
    assert.deepEqual(
      internals.laboratory.link.marks.marks.map(({ color, start, end }) => [
        color,
        text.slice(start, end),
      ]),
      [
        [Color.entityPerson, 'Angela Merkel'],
        [Color.entityPerson, 'Barack Obama'],
        [Color.entityLocation, 'Berlin'],
      ],
    );
    await internals.laboratory.link.reveal('labels', 2);
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
    process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
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
    const sentence = await shownError(async () =>
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

  it('says that no model for questions is bundled, and keeps the question', async () => {
    await showText('There is a tall tower.');
    const { status, error, form } = await run('answer', 'What is tall?');
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /No model that answers questions is bundled/);
    assert.equal(error?.action?.id, 'chooseModelFolder');
    assert.equal(form.question, 'What is tall?');
  });

  it('answers by a chosen folder, marks the answer and remembers the folder', async () => {
    const words = { ' tall': [4, 1], ' tower': [0, 3], ' hut': [2, 2] };
    const id = await choose(tinyReader, { words });
    assert.equal(internals.installed.all[0]?.id, id);
    const text = '🍮 There is a tall tower and a hut.';
    const editor = await showText(text);
    const { result, status } = await run('answer', 'What is tall?');
    assert.equal(status, 'done');
    const { answers, none } = result as AnswersView;
    assert.deepEqual(
      answers.slice(0, 2).map((answer) => answer.text),
      ['tall tower', 'hut'],
    );
    assert.equal(
      Array.from(text).slice(answers[0]?.cpStart, answers[0]?.cpEnd).join(''),
      'tall tower',
    );
    assert.ok((answers[0]?.p ?? 0) > none.p);
    await until('the mark', () => internals.laboratory.link.marks.marks.length === 1);
    const [mark] = internals.laboratory.link.marks.marks;
    assert.equal(mark?.color, Color.answerBackground);
    assert.equal(text.slice(mark.start, mark.end), 'tall tower');
    await select(editor, 0, 0);
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /ORTModelForQuestionAnswering/);
  });

  it('waits for a question after a folder was chosen, and says so only when it is run', async () => {
    await showText('A tower is tall.');
    await run('classify');
    await choose(tinyReader, { words: { ' tall': [4, 4] } });
    assert.deepEqual([state().status, state().error], ['done', null]);
    assert.equal(state().form.task, 'answer');
    const { error } = await run('answer', ' ');
    assert.match(error?.sentence ?? '', /There is no question/);
  });

  it('highlights nothing when “no answer” is the likeliest', async () => {
    await choose(tinyReader, { words: { '<s>': [3, 3] } });
    await showText('A tower is tall.');
    await run('answer', 'Who?');
    const { answers, none } = state().result as AnswersView;
    assert.ok(answers.every(({ logit }) => logit <= none.logit));
    assert.equal(internals.laboratory.link.marks.marks.length, 0);
  });

  it('runs a chosen classifier and a chosen tagger instead of the bundled ones', async () => {
    await showText('so good and Ada came');
    await choose(tinyClassifier, { words: { ' good': [0, 2, 0] } });
    const { result, notices } = await run('classify');
    assert.equal((result as ClassificationView).head.labels.length, 3);
    assert.match(notices.join(' '), /does not name its labels.*LABEL_0, LABEL_1, LABEL_2/);
    await choose(tinyTagger, {
      words: { ' Ada': [0, 5] },
      config: { id2label: { 0: 'O', 1: 'B-HERO' } },
    });
    await run('entities');
    const { entities } = state().result as EntitiesView;
    assert.deepEqual(
      entities.map(({ text, type }) => [text, type]),
      [['Ada', 'HERO']],
    );
  });

  it('words what is wrong with a folder, and keeps none of those', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope no model-'));
    const chooseEmpty = () =>
      commands.executeCommand('tokenscope.models.chooseFolder', Uri.file(folder));
    assert.match(
      await shownError(async () => chooseEmpty()),
      /config\.json is missing: get the model again/,
    );
    writeFileSync(path.join(folder, 'config.json'), '{"architectures": ["T5Model"]}');
    assert.match(
      await shownError(async () => chooseEmpty()),
      /is not a model for this task, which needs a masked model such as BERT .*fine-tuned for/,
    );
    writeFileSync(path.join(folder, 'config.json'), 'broken');
    assert.match(
      await shownError(async () => chooseEmpty()),
      /config\.json is damaged or was changed \(it is not a JSON object\): get the model again/,
    );
    const words = { ' good': [0, 2] };
    const labels = { id2label: { 0: 'a', 1: 'b', 2: 'c' } };
    assert.match(
      await shownError(() => choose(tinyClassifier, { words, config: labels })),
      /names 3 labels, but its weights give 2/,
    );
    assert.deepEqual(internals.installed.all, []);
    rmSync(folder, { recursive: true });
  });

  it('names the file when a chosen folder has lost its weights, and forgets it when asked', async () => {
    const id = await choose(tinyClassifier, { words: { ' good': [0, 2] } });
    await showText('so good');
    assert.equal((await run('classify')).status, 'done');
    const kept = internals.installed.find(id ?? '');
    writeFileSync(path.join(kept?.folder ?? '', 'onnx', 'model.onnx'), 'gone bad');
    internals.modelProcess.restart();
    await pause(200);
    const { error } = await run('classify');
    assert.match(
      error?.sentence ?? '',
      /model\.onnx is damaged or was changed .*get the model again/,
    );
    assert.equal(workspace.isTrusted, true);
    await internals.installed.remove(id ?? '');
    // The form names the bundled model again.
    assert.equal((await run('classify')).error, null);
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
