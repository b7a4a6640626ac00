import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { selectAll, showText } from '../support';
import { textOf, useFillMask, words } from './useFillMask';

describe('fill mask, several masks together', () => {
  const { internals, fill } = useFillMask();

  const together = () => internals().fillMask.state.together;
  const text = 'The [MASK] barked at the [MASK] all night.';

  it('fills them by beam search, shows three scores, and puts a filling in as one undo step', async () => {
    const editor = await showText(text);
    await fill('tokenscope.fillMask.fillTogether');
    const { fillings = [], beamWidth } = together() ?? {};
    assert.equal(fillings.length, beamWidth);
    const [best] = fillings;
    assert.ok(best && best.pll >= (fillings[1]?.pll ?? 0));
    assert.deepEqual(best.order.toSorted(), [0, 1]);
    await internals().fillMask.edits.applyFilling(0);
    const [first = '', second = ''] = best.texts;
    assert.equal(textOf(editor), `The ${first} barked at the ${second} all night.`);
    assert.equal(together()?.applied, 0);
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text);
  });

  it('previews a candidate and a filling in the editor without editing', async () => {
    const editor = await showText(text);
    await fill('tokenscope.fillMask.fillTogether');
    const shown = () =>
      internals().fillMask.edits.previewed.map(
        ({ range, renderOptions }) =>
          [editor.document.offsetAt(range.start), renderOptions?.before?.contentText] as const,
      );
    internals().fillMask.edits.preview({ mask: 1, candidate: 0 });
    assert.deepEqual(shown(), [[25, words(internals().fillMask.state, 1)[0]]]);
    internals().fillMask.edits.preview({ filling: 1 });
    assert.deepEqual(
      shown().map(([, word]) => word),
      together()?.fillings[1]?.texts,
    );
    internals().fillMask.edits.preview(null);
    assert.deepEqual(shown(), []);
    assert.equal(textOf(editor), text);
  });

  it('goes on from what was filled meanwhile', async () => {
    const editor = await showText(text);
    await fill();
    await internals().fillMask.edits.apply(0, 0);
    const [word = ''] = words(internals().fillMask.state, 0);
    await internals().fillMask.fillTogether(3);
    assert.ok(together()?.fillings.every(({ texts }) => texts.length === 1));
    assert.ok(textOf(editor).startsWith(`The ${word} barked`));
  });

  it('says how many masks are too many', async () => {
    await showText('[MASK] '.repeat(30));
    await selectAll(window.activeTextEditor!);
    await fill('tokenscope.fillMask.fillTogether');
    assert.match(
      internals().fillMask.state.error?.sentence ?? '',
      /There are 30 masks here; at most 20/,
    );
  });
});
