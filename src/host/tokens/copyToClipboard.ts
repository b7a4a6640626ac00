import { env, window } from 'vscode';

const statusMilliseconds = 5_000;

/** Puts a text on the clipboard and says so, with `message`, in the status bar. */
export async function copyToClipboard(text: string, message: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`$(copy) ${message}`, statusMilliseconds);
}
