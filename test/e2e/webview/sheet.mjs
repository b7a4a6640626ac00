import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Puts screenshots side by side into one picture, to be looked at as a whole. */
export async function writeSheet(browser, files, target) {
  const page = await browser.newPage({ viewport: { width: 1960, height: 400 } });
  const figures = files.map((file) => {
    const picture = readFileSync(file).toString('base64');
    const caption = path.basename(file, '.png');
    return `<figure><figcaption>${caption}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
  });
  await page.setContent(
    `<style>body{margin:8px;display:flex;flex-wrap:wrap;gap:12px;background:#777;font:11px sans-serif}figure{margin:0}img{display:block}</style>${figures.join('')}`,
  );
  await page.screenshot({ path: target, fullPage: true });
  await page.close();
}
