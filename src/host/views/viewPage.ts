export interface PageParts {
  readonly feature: string;
  /** The element that `dist/webview/<feature>.js` defines. */
  readonly element: string;
  /** Where styles and fonts come from, as a content policy names it. */
  readonly source: string;
  /** The address of a file of `dist/webview`. */
  readonly address: (file: string) => string;
}

/** The page of a view: its bundle and styles, nothing inline, no network. */
export function viewPage({ feature, element, source, address }: PageParts): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = [
    "default-src 'none'",
    // WebAssembly is compiled from bytes within the bundle.
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${source}`,
    `font-src ${source}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${address('codicon.css')}" id="vscode-codicon-stylesheet" nonce="${nonce}" />
    <title>Tokenscope</title>
    <script type="module" nonce="${nonce}" src="${address(`${feature}.js`)}"></script>
  </head>
  <body>
    <${element}></${element}>
  </body>
</html>`;
}
