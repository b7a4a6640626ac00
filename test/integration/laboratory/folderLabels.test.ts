import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri, workspace } from 'vscode';
import { Color } from '../../../src/common/contributions';
import type {
  AnswersView,
  ClassificationView,
  EntitiesView,
} from '../../../src/common/protocol/views/laboratory/labels';
import {
  tinyClassifier,
  tinyReader,
  tinyTagger,
  type TinyWords,
} from '../../support/tinyModels/fineTunedModels';
import type { TinyModel } from '../../support/tinyModels/modelFolder';
import { pause, select, showText, shownErrors, until } from '../support';
import { useLabels } from './useLabels';

describe('labels by chosen folders', () => {
  const { internals, state, run } = useLabels();
  const made: TinyModel[] = [];
  after(() => made.forEach((model) => model.dispose()));

  const choose = async (
    make: (options: TinyWords) => TinyModel,
    options: TinyWords,
  ): Promise<string | undefined> => {
    const model = make(options);
    made.push(model);
    const folder = Uri.file(model.ref.folder);
    return commands.executeCommand<string>('tokenscope.models.chooseFolder', folder);
  };
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
    assert.equal(internals().installed.all[0]?.id, id);
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
    await until('the mark', () => internals().laboratory.link.marks.marks.length === 1);
    const [mark] = internals().laboratory.link.marks.marks;
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
    assert.equal(internals().laboratory.link.marks.marks.length, 0);
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
      await shownErrors(internals(), async () => chooseEmpty()),
      /config\.json is missing: get the model again/,
    );
    writeFileSync(path.join(folder, 'config.json'), '{"architectures": ["T5Model"]}');
    assert.match(
      await shownErrors(internals(), async () => chooseEmpty()),
      /is not a model for this task, which needs a masked model such as BERT .*fine-tuned for/,
    );
    writeFileSync(path.join(folder, 'config.json'), 'broken');
    assert.match(
      await shownErrors(internals(), async () => chooseEmpty()),
      /config\.json is damaged or was changed \(it is not a JSON object\): get the model again/,
    );
    const words = { ' good': [0, 2] };
    const labels = { id2label: { 0: 'a', 1: 'b', 2: 'c' } };
    assert.match(
      await shownErrors(internals(), () => choose(tinyClassifier, { words, config: labels })),
      /names 3 labels, but its weights give 2/,
    );
    assert.deepEqual(internals().installed.all, []);
    rmSync(folder, { recursive: true });
  });

  it('names the file when a chosen folder has lost its weights, and forgets it when asked', async () => {
    const id = await choose(tinyClassifier, { words: { ' good': [0, 2] } });
    await showText('so good');
    assert.equal((await run('classify')).status, 'done');
    const kept = internals().installed.find(id ?? '');
    writeFileSync(path.join(kept?.folder ?? '', 'onnx', 'model.onnx'), 'gone bad');
    internals().modelProcess.restart();
    await pause(200);
    const { error } = await run('classify');
    assert.match(
      error?.sentence ?? '',
      /model\.onnx is damaged or was changed .*get the model again/,
    );
    assert.equal(workspace.isTrusted, true);
    await internals().installed.remove(id ?? '');
    // The form names the bundled model again.
    assert.equal((await run('classify')).error, null);
  });
});
