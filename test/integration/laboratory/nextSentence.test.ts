import assert from 'node:assert/strict';
import { commands, env } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  NextSentenceForm,
  NextSentenceView,
} from '../../../src/common/protocol/views/laboratory/nextSentence';
import { closeAll, selectText, showText, tokenscope } from '../support';

describe('next sentence', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const state = () =>
    internals.laboratory.session('nextSentence').state as LabState<
      NextSentenceForm,
      NextSentenceView
    >;
  const run = async () => {
    await commands.executeCommand('tokenscope.laboratory.nextSentence');
    return state();
  };

  it('scores each boundary of a paragraph in both orders, as the card says', async () => {
    const editor = await showText(
      'The man went to the store. He bought a gallon of milk. Penguins are flightless birds.',
    );
    await selectText(editor, 'man', true);
    const { status, result, notices, models } = await run();
    assert.equal(status, 'done');
    assert.equal(result?.pairs.length, 2);
    const [first, second] = result.pairs;
    assert.ok(Math.abs((first?.given.probability ?? 0) - 0.99) <= 0.03);
    assert.ok((second?.given.probability ?? 1) < 0.5);
    assert.ok((first?.given.logitDifference ?? 0) > 0);
    assert.match(notices.join(' '), /refitted/);
    assert.equal(models[0]?.precision, 'q4');
  });

  it('says what is needed when there is only one sentence', async () => {
    await showText('Only one sentence here.');
    const { status, error } = await run();
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /Two sentences are needed/);
  });

  it('copies the table, Python and a methods sentence', async () => {
    await showText('It rained all day. We stayed at home.');
    await run();
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(
      await env.clipboard.readText(),
      /\("It rained all day\.", "We stayed at home\."\)/,
    );
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(
      await env.clipboard.readText(),
      /^We computed .*bert-base-uncased \(revision [\da-f]{12}, precision q4\).*onnxruntime 1\.\d+/,
    );
  });
});
