import assert from 'node:assert/strict';
import { formSummary } from '../../../webview-ui/completion/formSummary';
import { counted } from '../../../webview-ui/shared/counted';
import { badIdNotes } from '../../../webview-ui/tokens/decode/badIdNotes';
import { contextShare, ratio, share } from '../../../webview-ui/tokens/list/shares';
import { parseIdList } from '../../../src/common/tokens/idList';

describe('counts in the views', () => {
  const spaced = (text: string): string => text.replaceAll('\u202f', ' ');

  it('are followed by the noun in its right number', () => {
    const nouns = ['id', 'row', 'stopString', 'token', 'unknownToken'] as const;
    assert.deepEqual(
      nouns.map((noun) => counted(1, noun)),
      ['1 id', '1 row', '1 stop string', '1 token', '1 unknown token'],
    );
    assert.deepEqual(
      nouns.map((noun) => counted(0, noun)),
      ['0 ids', '0 rows', '0 stop strings', '0 tokens', '0 unknown tokens'],
    );
    assert.equal(spaced(counted(1_234_567, 'token')), '1 234 567 tokens');
  });

  it('are right in the summary of a form and in notes on bad ids', () => {
    const form = {
      ...{ maxNewTokens: 1, greedy: true, repetitionPenalty: 1, temperature: 1, topK: 0 },
      ...{ noRepeatNgramSize: 0, minP: 0 },
      ...{ topP: 1, seed: null, stop: ['.'], samples: 1, numBeams: 1 },
    };
    assert.equal(formSummary(form), '1 token, greedy, 1 stop string');
    const sampled = { ...form, greedy: false, noRepeatNgramSize: 3, minP: 0.05, stop: [] };
    assert.equal(formSummary(sampled), '1 token, no-repeat n-gram 3, temperature 1, min-p 0.05');
    const last = (count: number): string | undefined => {
      const pasted = 'x '.repeat(count);
      return badIdNotes(pasted, parseIdList(pasted), []).at(-1);
    };
    assert.equal(last(9), '1 more is no id of this tokenizer.');
    assert.equal(last(10), '2 more are no ids of this tokenizer.');
  });

  it('become shares of a context window, or how many of them they fill', () => {
    const shown = (tokens: number): string => {
      const { value, label } = contextShare(tokens, 512);
      return spaced(`${value} ${label}`);
    };
    assert.equal(shown(0), '0 % of context');
    assert.equal(shown(1), '0.2 % of context');
    assert.equal(shown(512), '100 % of context');
    assert.equal(shown(5_000), '977 % of context');
    assert.equal(shown(142_173), '278 × the context');
    assert.equal(shown(1_000_000), '1 953 × the context');
    assert.equal(spaced(share(1, 2_000)), '0.050 %');
    assert.deepEqual([ratio(1, 3), ratio(1, 0), share(0, 0)], ['0.33', '–', '–']);
  });
});
