import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { runMocha } from '../harness/runMocha';

/** Called by VS Code inside the extension host: runs every integration test. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('tokenscope.tokenscope')?.activate();
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .sort()
    .map((file) => path.join(__dirname, file));
  const { failed } = await runMocha({ files, timeout: 60_000 });
  if (failed > 0) throw new Error(`${failed} integration tests failed`);
}
