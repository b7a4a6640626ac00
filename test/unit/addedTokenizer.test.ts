import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Setting } from '../../src/common/contributions';
import { tokenizerId } from '../../src/common/models/addedTokenizer';
import { bundledTokenizers, defaultTokenizer } from '../../src/common/models/tokenizerCatalog';

describe('ids of added tokenizers', () => {
  const id = (path: string, ...taken: string[]): string => tokenizerId(path, new Set(taken));

  it('are the names of their folders, or of files with a name of their own', () => {
    assert.equal(id('/models/llama-3/tokenizer.json'), 'llama-3');
    assert.equal(id('/models/my-bpe.json'), 'my-bpe');
    assert.equal(id('/models/my-bpe.tokenizer.json'), 'my-bpe');
    assert.equal(id('/cache/models--org--name/snapshots/0123abcd/tokenizer.json'), 'name');
  });

  it('are never empty, long, or of several words', () => {
    assert.equal(id('tokenizer.json'), 'tokenizer');
    assert.equal(id('/two words\n/tokenizer.json'), 'two-words-');
    assert.equal(id(`/${'x'.repeat(300)}/tokenizer.json`).length, 40);
  });

  it('get a number when they are taken', () => {
    assert.equal(id('/gpt2/tokenizer.json', 'gpt2'), 'gpt2-2');
    assert.equal(id('/gpt2/tokenizer.json', 'gpt2', 'gpt2-2'), 'gpt2-3');
  });
});

describe('the default tokenizer', () => {
  it('is the one that the manifest names, and is bundled', async () => {
    const { contributes } = JSON.parse(await readFile('package.json', 'utf8')) as {
      contributes: {
        configuration: {
          properties: Record<string, { default: unknown; examples?: string[] } | undefined>;
        }[];
      };
    };
    const [setting] = contributes.configuration.flatMap(
      ({ properties }) => properties[Setting.tokenizer] ?? [],
    );
    assert.equal(setting?.default, defaultTokenizer);
    const ids = bundledTokenizers.map((tokenizer) => tokenizer.id);
    assert.ok(ids.includes(defaultTokenizer));
    assert.deepEqual([...(setting.examples ?? [])].sort(), [...ids].sort());
  });
});
