import assert from 'node:assert/strict';
import { TokenscopeError } from '../../src/common/errors';
import { wordError } from '../../src/host/errors/sentences';
import { exportedSentence } from '../../src/host/exports/exportFile';
import { counted, type Counted } from '../../src/host/wording/counted';

describe('numbers in sentences', () => {
  it('are followed by the noun in its right number', () => {
    const nouns: Readonly<Record<Counted, string>> = {
      character: 'character',
      file: 'file',
      model: 'model',
      precision: 'precision',
      row: 'row',
      specialToken: 'special token',
      token: 'token',
      tokenId: 'token id',
      tokenizer: 'tokenizer',
      unknownToken: 'unknown token',
      utf16Unit: 'UTF-16 unit',
    };
    for (const [what, noun] of Object.entries(nouns)) {
      assert.equal(counted(1, what as Counted), `1 ${noun}`);
      assert.equal(counted(0, what as Counted), `0 ${noun}s`);
      assert.equal(counted(12_000, what as Counted), `12\u202f000 ${noun}s`);
    }
  });

  it('are right in what an export and errors say', () => {
    assert.equal(
      exportedSentence(counted(1, 'token'), ['/texts/a.tokens.json']),
      'Exported 1 token to a.tokens.json.',
    );
    assert.equal(
      exportedSentence(counted(2, 'token'), ['/texts/a.csv', '/texts/datapackage.json']),
      'Exported 2 tokens to a.csv, with the provenance in datapackage.json.',
    );
    const room = { field: 'padding.length', value: 1, special: 1, least: 2 };
    assert.match(
      wordError(new TokenscopeError('NoRoom', room)).sentence,
      /no room beside 1 special token:/,
    );
    const cut = { field: 'truncation.strategy', text: 1, tokens: 1, remove: 1 };
    assert.match(
      wordError(new TokenscopeError('CannotTruncate', cut)).sentence,
      /^In row 1, 1 token would have to go from a text of 1:/,
    );
  });
});
