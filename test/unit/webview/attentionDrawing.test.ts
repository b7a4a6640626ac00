import assert from 'node:assert/strict';
import { linesDrawing } from '../../../webview-ui/laboratory/attention/linesDrawing';
import { matrixDrawing } from '../../../webview-ui/laboratory/attention/matrixDrawing';
import { svgText } from '../../../webview-ui/laboratory/attention/svg';

describe('attention drawings', () => {
  const input = {
    tokens: ['[CLS]', '<b>', 'c'],
    weights: [0.2, 0.3, 0.5, 0, 0.9, 0.1, 0.04, 0.06, 0.9],
    shown: [1, 2],
    measure: (text: string) => 8 * text.length,
  };
  const paint = {
    ink: 'rgb(0, 0, 255)',
    text: 'rgb(0, 0, 0)',
    background: 'rgb(255, 255, 255)',
    font: '12px "A"',
    strongest: 0.9,
    threshold: 0.1,
    only: null,
    labels: true,
  };

  it('leave out hidden tokens, and change no weight', () => {
    const { curves, labels } = linesDrawing(input, 500);
    assert.deepEqual(
      curves.map(({ from, to, weight }) => [from, to, weight]),
      [
        [1, 1, 0.9],
        [1, 2, 0.1],
        [2, 1, 0.06],
        [2, 2, 0.9],
      ],
    );
    assert.equal(labels.length, 4);
  });

  it('lay tokens in rows where they fit, else in columns', () => {
    assert.equal(linesDrawing(input, 500).curves[0]?.flow, 'down');
    assert.equal(linesDrawing(input, 20).curves[0]?.flow, 'sideways');
  });

  it('are SVG with opacities of the weights and escaped tokens', () => {
    const lines = svgText(linesDrawing(input, 500), paint);
    assert.match(lines, /stroke-opacity="0\.111"/);
    assert.equal(lines.match(/stroke-opacity/g)?.length, 3, 'one weight is below the threshold');
    assert.match(lines, /&lt;b&gt;/);
    const cells = svgText(matrixDrawing(input), paint);
    assert.equal(cells.match(/fill-opacity/g)?.length, 3);
  });
});
