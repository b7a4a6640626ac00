import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { distDir } from '../../../scripts/lib/paths.mjs';

const elements = {
  fillMask: 'tokenscope-fill-mask',
  completion: 'tokenscope-completion',
  tokens: 'tokenscope-tokens',
  laboratory: 'tokenscope-laboratory',
};
const types = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Serves the built views on 127.0.0.1, each in the page that the host makes, content policy included. */
export async function serveWebviews(viewPage) {
  const server = createServer((request, response) => {
    void answer(viewPage, request.url ?? '/', request.headers.host ?? '').then(
      ({ status = 200, type, body }) => {
        response.writeHead(status, { 'content-type': type });
        response.end(body);
      },
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function answer(viewPage, url, host) {
  const name = path.basename(url.split('?')[0]);
  const { name: feature, ext } = path.parse(name);
  if (ext === '.html' && feature in elements) {
    const body = viewPage({
      ...{ feature, element: elements[feature], source: `http://${host}` },
      address: (file) => `/${file}`,
    });
    return { type: 'text/html', body };
  }
  return ext in types
    ? { type: types[ext], body: await readFile(path.join(distDir, 'webview', name)) }
    : { status: 404, type: 'text/plain', body: 'Not found' };
}
