import { Uri, type Webview } from 'vscode';

/**
 * The page of a view: its bundle and styles, nothing inline, no network
 * (`dist/webview/<feature>.js` and the element `<tokenscope-…>` that it defines).
 */
export function viewHtml(
  webview: Webview,
  extensionUri: Uri,
  feature: string,
  element: string,
): string {
  const file = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = [
    "default-src 'none'",
    // WebAssembly is compiled from bytes within the bundle.
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${file('codicon.css')}" id="vscode-codicon-stylesheet" nonce="${nonce}" />
    <title>Tokenscope</title>
    <script type="module" nonce="${nonce}" src="${file(`${feature}.js`)}"></script>
  </head>
  <body>
    <${element}></${element}>
  </body>
</html>`;
}
