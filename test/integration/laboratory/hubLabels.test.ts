import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands } from 'vscode';
import { Command, Setting } from '../../../src/common/contributions';
import type {
  AnswersView,
  ClassificationView,
  EntitiesView,
  LabelsForm,
  LabelsView,
} from '../../../src/common/protocol/views/laboratory/labels';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type { Internals } from '../../../src/extension';
import { HubServer } from '../../support/hub/hubServer';
import { servedFolder } from '../../support/hub/servedFolder';
import { tinyClassifier, tinyReader, tinyTagger } from '../../support/tinyModels/fineTunedModels';
import type { TinyModel } from '../../support/tinyModels/modelFolder';
import { closeAll, showText, tokenscope, withSetting } from '../support';

/** The ids are those of the hub; what is behind them here are tiny models with the same kinds of graphs. */
const sentiment = 'Xenova/distilbert-base-uncased-finetuned-sst-2-english';
const entities = 'Xenova/bert-base-NER';
const answers = 'Xenova/distilbert-base-cased-distilled-squad';

describe('labels by models of the hub', () => {
  const server = new HubServer();
  let internals: Internals;
  let cache: string;

  before(async () => {
    ({ internals } = await tokenscope());
    await server.start();
    cache = mkdtempSync(path.join(tmpdir(), 'tokenscope-hub-labels-'));
    serve(
      sentiment,
      tinyClassifier({
        words: { ' good': [-3, 3], ' bad': [3, -3] },
        config: { id2label: { 0: 'NEGATIVE', 1: 'POSITIVE' } },
      }),
    );
    serve(
      entities,
      tinyTagger({
        words: { ' Berlin': [0, 9, 0], ' Ada': [0, 0, 9] },
        config: { id2label: { 0: 'O', 1: 'B-LOC', 2: 'B-PER' } },
      }),
    );
    serve(answers, tinyReader({ words: { ' tall': [4, 1], ' tower': [0, 3] } }));
  });
  afterEach(async () => {
    for (const { id } of internals.installed.all) await internals.installed.remove(id);
    await closeAll();
  });
  after(async () => {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  function serve(id: string, model: TinyModel): void {
    server.add({ id, task: model.ref.task, files: servedFolder(model.ref.folder) });
    model.dispose();
  }

  /** Adds a model of the hub, then labels a text without a network. */
  async function labelsBy<T extends LabelsView>(
    model: string,
    text: string,
    command: string,
    question?: string,
  ): Promise<T> {
    const questions = {
      precision: () => Promise.resolve('fp32' as const),
      confirm: () => Promise.resolve(true),
    };
    return withSetting(Setting.hubEndpoint, server.endpoint, () =>
      withSetting(Setting.hubCache, cache, async () => {
        const added = await internals.addModel.flow.add({ model, kind: 'model' }, questions);
        return withSetting(Setting.workOffline, true, async () => {
          await showText(text);
          await commands.executeCommand(command, question);
          const state = internals.laboratory.session('labels').state as LabState<
            LabelsForm,
            LabelsView
          >;
          assert.equal(state.status, 'done', state.error?.sentence);
          assert.equal(state.models[0]?.id, added?.id);
          return state.result as T;
        });
      }),
    );
  }

  it('tells the sentiment of sentences', async () => {
    const { sentences, head } = await labelsBy<ClassificationView>(
      sentiment,
      'It was good. It was bad.',
      Command.classify,
    );
    assert.deepEqual(
      sentences.map(({ best }) => head.labels[best]),
      ['POSITIVE', 'NEGATIVE'],
    );
  });

  it('finds named entities', async () => {
    const found = await labelsBy<EntitiesView>(
      entities,
      'Then Ada went to Berlin again.',
      Command.findEntities,
    );
    assert.deepEqual(
      found.entities.map(({ text, type }) => [text, type]),
      [
        ['Ada', 'PER'],
        ['Berlin', 'LOC'],
      ],
    );
  });

  it('answers a question', async () => {
    const found = await labelsBy<AnswersView>(
      answers,
      'There is a tall tower and a hut.',
      Command.answerQuestion,
      'What is tall?',
    );
    assert.equal(found.answers[0]?.text, 'tall tower');
  });
});
