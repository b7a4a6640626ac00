import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { readExamples } from '../support/examples';

const file = path.resolve('test', 'examples.ts');
const examples = readExamples(path.join('docs', 'api.md'));

describe('docs/api.md', () => {
  it('has an example of each function, and examples that compile', () => {
    const [first, ...others] = examples;
    assert.ok(first);
    const source = [
      "import * as vscode from 'vscode';",
      "import type { TokenscopeApi } from '../src/host/api/api';",
      `export async function activate(): Promise<void> {\n${first.code}\n`,
      ...others.map(({ code }) => `await (async () => {\n${code}\n})();`),
      '}',
    ].join('\n');
    assert.deepEqual(compile(source), []);
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

/** Errors of a source that is taken for a file of the tests. */
function compile(source: string): string[] {
  const { config } = ts.readConfigFile(path.resolve('test', 'tsconfig.json'), (name) =>
    ts.sys.readFile(name),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, language, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, language)
      : getSourceFile(name, language, ...rest);
  const program = ts.createProgram({
    rootNames: [file],
    options: { ...options, noEmit: true, composite: false, rootDir: path.resolve('.') },
    host,
  });
  return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
