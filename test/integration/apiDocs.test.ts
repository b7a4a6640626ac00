import assert from 'node:assert/strict';
import { join } from 'node:path';
import { transform } from 'esbuild';
import * as vscode from 'vscode';
import type { TokenscopeApi } from '../../src/host/api/api';
import { promisedOutput, readExamples } from '../support/examples';
import { tokenscope } from './support';

type Example = (
  host: typeof vscode,
  api: TokenscopeApi | undefined,
  output: { log: (...parts: unknown[]) => void },
) => Promise<void>;

describe('the examples of docs/api.md', () => {
  const folder = vscode.extensions.getExtension('tokenscope.tokenscope')?.extensionPath ?? '';
  const [first, ...others] = readExamples(join(folder, 'docs', 'api.md'));

  const run = async (code: string, api?: TokenscopeApi): Promise<string[]> => {
    const lines: string[] = [];
    const parameters = api ? 'vscode, api, console' : 'vscode, _, console';
    const source = `(async (${parameters}) => {\n${code}\n})`;
    const { code: script } = await transform(source, { loader: 'ts', target: 'node22' });
    // oxlint-disable-next-line no-eval -- a page of our own, run as its reader would run it
    const example = (0, eval)(script) as Example;
    await example(vscode, api, { log: (...parts) => lines.push(parts.join(' ')) });
    return lines.flatMap((line) => line.split('\n'));
  };

  it('activates', async () => {
    assert.ok(first);
    assert.deepEqual(await run(first.code), []);
  });

  for (const { heading, code } of others) {
    it(`prints what it says: ${heading}`, async () => {
      const promised = promisedOutput(code);
      assert.ok(promised.length > 0);
      assert.deepEqual(await run(code, await tokenscope()), promised);
    });
  }
});
