import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/lib/paths.mjs';

const elements = {
  fillMask: 'tokenscope-fill-mask',
  completion: 'tokenscope-completion',
  tokens: 'tokenscope-tokens',
  laboratory: 'tokenscope-laboratory',
};
const codicons = path.join(root, 'node_modules', '@vscode', 'codicons', 'dist');

/** Serves the real bundles on 127.0.0.1 in pages as the host makes them, content policy included. */
export async function serveWebviews() {
  const bundles = await bundle();
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', request.headers.host ?? '', bundles).then(
      ({ status = 200, type, body, headers = {} }) => {
        response.writeHead(status, { 'content-type': type, ...headers });
        response.end(body);
      },
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The same options as the product's bundles, kept in memory. */
async function bundle() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.keys(elements).map((name) => [name, `webview-ui/${name}/main.ts`]),
    ),
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    tsconfig: path.join(root, 'webview-ui', 'tsconfig.json'),
  });
  return new Map(outputFiles.map((file) => [path.basename(file.path), file]));
}

async function answer(url, host, bundles) {
  const name = path.basename(url.split('?')[0]);
  const feature = path.basename(name, path.extname(name));
  if (name.endsWith('.html') && feature in elements) return page(feature, `http://${host}`);
  const script = bundles.get(name);
  if (script !== undefined) {
    return { type: 'text/javascript', body: script.text };
  }
  if (name === 'codicon.css') {
    return { type: 'text/css', body: await readFile(path.join(codicons, name)) };
  }
  if (name === 'codicon.ttf') {
    return { type: 'font/ttf', body: await readFile(path.join(codicons, name)) };
  }
  return { status: 404, type: 'text/plain', body: 'Not found' };
}

function page(feature, source) {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
  ].join('; ');
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tokenscope</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="/codicon.css">
</head>
<body>
<${elements[feature]}></${elements[feature]}>
<script nonce="${nonce}" src="/${feature}.js"></script>
</body>
</html>`;
  return { type: 'text/html', body };
}
