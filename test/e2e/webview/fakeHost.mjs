/* global CSSStyleSheet, document, sessionStorage, structuredClone, window */
/**
 * Runs in the page before the bundle: what VS Code gives a webview (theme, default styles,
 * `acquireVsCodeApi`), and an extension host that keeps what it was told and answers requests.
 */
export function installFakeHost({ theme, states, l10n, answers }) {
  const variables = Object.entries({
    ...theme.colors,
    'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
    'font-size': '13px',
    'font-weight': 'normal',
    'editor-font-family': '"Droid Sans Mono", monospace',
    'editor-font-size': '14px',
  }).flatMap(([name, value]) =>
    value === null ? [] : [`--vscode-${name.replaceAll('.', '\\.')}: ${value};`],
  );
  const sheet = new CSSStyleSheet();
  // A view in the side bar has no background of its own: the root shows what is behind it.
  sheet.replaceSync(`
    :root { ${variables.join(' ')} background: var(--vscode-sideBar-background); }
    @layer vscode-default {
      body { margin: 0; padding: 0 20px; color: var(--vscode-editor-foreground); }
    }
  `);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = theme.classes;
  });

  // Typed arrays do not survive the way from the test into the page.
  const revived = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(revived);
    if (value.uint32) return Uint32Array.from(value.uint32);
    if (value.int32) return Int32Array.from(value.int32);
    if (value.float32) return Float32Array.from(value.float32);
    if (value.uint8) return Uint8Array.from(value.uint8);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each)]));
  };
  const post = (message) => window.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const host = {
    /** Everything the view has sent. */
    sent: [],
    notify: (method, params) => post({ method, params }),
    notifications: (method) =>
      host.sent.filter((message) => message.method === method).map(({ params }) => params),
  };
  window.fakeHost = host;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      host.sent.push(structuredClone(message));
      if (message.id === undefined) return;
      if (message.method === 'view/initialize') {
        post({ id: message.id, result: { l10n } });
        for (const { method, params } of states) host.notify(method, revived(params));
      } else {
        post({ id: message.id, result: revived(answers[message.method] ?? true) });
      }
    },
    // As VS Code does, it survives a reload.
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
}
