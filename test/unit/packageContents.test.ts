import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bundledModels } from '../../src/common/models/modelCatalog';
import { bundledTokenizers } from '../../src/common/models/tokenizerCatalog';

/** Names of the modules that write Python. */
function pythonModules(): string[] {
  return readdirSync('src/host', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Python.ts'))
    .map((file) => basename(file, '.ts'));
}

describe('the package', function () {
  this.timeout(120_000);
  let files: string[];

  before(() => {
    const output = execFileSync(process.execPath, ['scripts/package.mjs', '--list', '--no-build'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    files = output.split('\n').filter((line) => line !== '');
  });

  it('holds the bundles, the data, the notices and the types', () => {
    const needed = [
      'package.json',
      'package.nls.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
      'THIRD-PARTY-NOTICES',
      'dist/extension.js',
      'dist/tokenizer.js',
      'dist/memoryWatch.js',
      'dist/model.js',
      'dist/packs.js',
      'dist/hash.js',
      'dist/hubLibrary.js',
      'dist/trainThread.js',
      'dist/openai.js',
      'dist/readingThread.js',
      'dist/lazy/encodingText.js',
      'dist/lazy/completionTable.js',
      'dist/lazy/fillMaskTables.js',
      'dist/api.d.ts',
      'dist/webview/fillMask.js',
      'dist/webview/completion.js',
      'dist/webview/codicon.css',
      'dist/webview/codicon.ttf',
      'dist/@huggingface/jinja.js',
      'docs/limits.md',
      'schemas/presets.schema.json',
      'models/tokenizers/NOTICE.md',
      'samples/welcome.md',
      ...pythonModules().map((name) => `dist/lazy/${name}.js`),
      ...bundledModels.flatMap(({ id, files: own }) =>
        [...own.map(({ path }) => path), 'README.md'].map((path) => `models/${id}/${path}`),
      ),
      ...bundledTokenizers.flatMap(({ id, files: own }) =>
        own.map(({ path }) => `models/tokenizers/${id}/${path}`),
      ),
    ];
    for (const file of needed) {
      assert.ok(files.includes(file), file);
      assert.ok(existsSync(file), file);
    }
  });

  it('holds nothing else: no sources, tests, scripts or other platforms’ binaries', () => {
    const allowed =
      /^(dist\/|docs\/limits\.md$|media\/|models\/|schemas\/|samples\/welcome\.md$|node_modules\/(tokenizers|onnxruntime-node|onnxruntime-common)\/|[\w.-]+$)/;
    const foreign = /\.(ts|tsbuildinfo)$|^(src|test|scripts|webview-ui|out)\//;
    for (const file of files) {
      assert.match(file, allowed);
      assert.ok(file === 'dist/api.d.ts' || !foreign.test(file), file);
    }
    assert.equal(files.filter((file) => /tokenizers\..*\.node$/.test(file)).length, 1);
  });

  it('starts without the client of completion servers, which is read when it is first used', async () => {
    const host = await readFile('dist/extension.js', 'utf8');
    assert.ok(host.includes('require("./openai.js")'));
    assert.ok(!host.includes('OPENAI_API_KEY'));
    assert.ok((await readFile('dist/openai.js', 'utf8')).includes('OPENAI_API_KEY'));
  });

  it('starts with at most 500,000 bytes', () => {
    const bytes = Number(
      execFileSync(process.execPath, ['scripts/build/hostBytes.mjs'], { encoding: 'utf8' }),
    );
    assert.ok(bytes > 0 && bytes <= 500_000, `${bytes} bytes`);
  });

  it('reads what makes code and tables when they are asked for, beside the one class of errors', async () => {
    const host = await readFile('dist/extension.js', 'utf8');
    const lazy = [...host.matchAll(/require\("\.\/(lazy\/\w+\.js)"\)/g)].map(
      (found) => `dist/${found[1]}`,
    );
    assert.ok(lazy.length > 0);
    for (const file of lazy) {
      assert.ok(files.includes(file), file);
      assert.doesNotMatch(await readFile(file, 'utf8'), /TokenscopeError/, file);
    }
    assert.doesNotMatch(host, /AutoModelForMaskedLM\.from_pretrained/);
  });

  it('points its types at a file that is shipped', async () => {
    const { types } = JSON.parse(await readFile('package.json', 'utf8')) as { types: string };
    assert.ok(files.includes(types.replace(/^\.\//, '')));
  });
});
