import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readExamples } from '../support/examples';

const examples = readExamples(path.join('docs', 'api.md'));

describe('docs/api.md', () => {
  it('has an example of each function, and examples that compile', () => {
    const [first, ...others] = examples;
    assert.ok(first);
    const source = [
      "import * as vscode from 'vscode';",
      "import type { TokenscopeApi } from '../../src/host/api/api';",
      `export async function activate(): Promise<void> {\n${first.code}\n`,
      ...others.map(({ code }) => `await (async () => {\n${code}\n})();`),
      '}',
    ].join('\n');
    compile(source);
    const generating = ['complete', 'completeSamples'];
    const functions = ['tokenize', 'countTokens', 'decode', 'fillMask', ...generating, 'models'];
    for (const name of functions) {
      assert.ok(
        others.some(({ code }) => code.includes(`api.${name}(`)),
        name,
      );
    }
  });
});

/** Compiles a source as if it were a file of the tests; throws what the compiler says of it. */
function compile(source: string): void {
  const folder = path.resolve('out', 'apiDocs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'examples.ts'), source);
  const project = {
    extends: '../../test/tsconfig.json',
    compilerOptions: {
      noEmit: true,
      emitDeclarationOnly: false,
      composite: false,
      rootDir: '../..',
    },
    include: ['examples.ts'],
    references: [],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(project));
  const compiler = path.resolve('node_modules', 'typescript', 'bin', 'tsc');
  const told = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  assert.equal(told.status, 0, `${told.error?.message ?? ''}${told.stdout}${told.stderr}`);
}
