// Runs any files of mocha tests inside the extension host with Tokenscope active.
import * as vscode from 'vscode';
import { runMocha } from './runMocha';

/** Called by VS Code; the files are in TOKENSCOPE_TEST_FILES, as a JSON array of absolute paths. */
export async function run(): Promise<void> {
  const files = JSON.parse(process.env['TOKENSCOPE_TEST_FILES'] ?? '[]') as string[];
  const extension = vscode.extensions.getExtension('tokenscope.tokenscope');
  if (!extension) throw new Error('The extension tokenscope.tokenscope is not installed here.');
  await extension.activate();
  const { failed } = await runMocha({ files, timeout: 60_000 });
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
