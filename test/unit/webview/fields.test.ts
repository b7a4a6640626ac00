import assert from 'node:assert/strict';
import fc from 'fast-check';
import { samplingLimits, stopLimits } from '../../../src/common/decoding/limits';
import { parseStopStrings, showStopStrings } from '../../../webview-ui/completion/stopStrings';
import { parseNumber, stepNumber } from '../../../webview-ui/shared/numberText';

describe('form fields of the views', () => {
  it('reads numbers as people type them', () => {
    assert.equal(parseNumber(' 0,75 ', samplingLimits.temperature).value, 0.75);
    assert.equal(parseNumber('.5', samplingLimits.topP).value, 0.5);
    assert.equal(parseNumber('4294967295', samplingLimits.seed).value, 0xffff_ffff);
  });

  it('says what a number may be', () => {
    for (const text of ['', 'x', '0', '1.5', '512', '1 2', 'NaN', 'Infinity', '0x10']) {
      const { value, problem } = parseNumber(text, samplingLimits.maxNewTokens);
      assert.equal(value, null);
      assert.equal(problem, 'A whole number from 1 to 511.');
    }
    assert.equal(parseNumber('0', samplingLimits.topP).value, null);
  });

  it('steps within the range and without rounding noise', () => {
    assert.equal(stepNumber('0.7', 0.1, samplingLimits.temperature), '0.8');
    assert.equal(stepNumber('0.05', -0.1, samplingLimits.temperature), '0.05');
    assert.equal(stepNumber('511', 1, samplingLimits.maxNewTokens), '511');
    assert.equal(stepNumber('', 1, samplingLimits.maxNewTokens), '');
  });

  it('shows stop strings so that they can be read back', () => {
    assert.equal(showStopStrings(['\n\n', 'a\\n']), '\\n\\n\na\\\\n');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), {
          maxLength: stopLimits.count,
        }),
        (stop) => assert.deepEqual(parseStopStrings(showStopStrings(stop)).value, stop),
      ),
    );
  });

  it('says when stop strings are too many or too long', () => {
    assert.equal(parseStopStrings('a\n'.repeat(9)).problem, 'At most 8 stop strings.');
    assert.equal(
      parseStopStrings('a'.repeat(101)).problem,
      'At most 100 characters in each stop string.',
    );
    assert.deepEqual(parseStopStrings('\n\n').value, []);
  });
});
