/* global document, innerWidth, sessionStorage */
// Shows the webviews in all their states, themes and widths, without VS Code: takes screenshots into
// out/screenshots/webview and fails on errors, policy violations, overflow and what axe finds.
// Usage: npm run views -- [part of a scenario's name, such as fillMask-three]
// With --behaviours it only uses the views, as `npm test` has it: looking at all takes ten minutes.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { webAssemblyText } from '../../../scripts/build/webAssembly.mjs';
import { launchBrowser } from '../../../scripts/lib/browser.mjs';
import { outDir, root } from '../../../scripts/lib/paths.mjs';
import { behaviours } from './behaviours.mjs';
import { installFakeHost } from './fakeHost.mjs';
import { serveWebviews } from './server.mjs';
import { writeSheet } from './sheet.mjs';
import { themes } from './themes.mjs';

const folder = path.join(outDir, 'screenshots', 'webview');
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const height = 640;
const only = '--behaviours';
const filter = process.argv.slice(2).find((argument) => argument !== only) ?? '';
/** All widths in dark, the other themes at the width of a side bar. */
const variants = [
  ...[200, 320, 480, 900].map((width) => ({ theme: 'dark', width })),
  ...['light', 'hc', 'hc-light'].map((theme) => ({ theme, width: 320 })),
];

const { scenarios, nextTokens } = await load('test/e2e/webview/scenarios.ts');
const { viewPage } = await load('src/host/views/viewPage.ts');
const server = await serveWebviews(viewPage);
const browser = await launchBrowser();
const problems = [];
try {
  if (filter === '') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const scenario of process.argv.includes(only) ? [] : scenarios) {
    const name = `${scenario.view}-${scenario.name}`;
    if (!name.includes(filter)) continue;
    const files = [];
    for (const variant of variants) files.push(await shoot(scenario, name, variant));
    await writeSheet(browser, files, path.join(folder, `sheet-${name}.png`));
  }
  for (const [name, check] of Object.entries(behaviours)) {
    if (!name.includes(filter)) continue;
    const view = name.split(' ')[0];
    try {
      await check({
        scenarios: Object.fromEntries(
          scenarios.filter((one) => one.view === view).map((one) => [one.name, one.state]),
        ),
        nextTokens,
        given: Object.fromEntries(
          scenarios.map(({ name: key, memory, answers }) => [key, { memory, answers }]),
        ),
        more: Object.fromEntries(scenarios.map((one) => [one.name, one.more])),
        open: (state, options) => openView(view, state, options),
        picture: (page, file) =>
          page.screenshot({ path: path.join(folder, `${file}.png`), caret: 'initial' }),
      });
    } catch (error) {
      problems.push(`${name}: ${error.stack}`);
    }
  }
} finally {
  await browser.close();
  server.close();
}
for (const problem of problems) console.error(`\n✗ ${problem}`);
console.log(problems.length === 0 ? 'All well.' : `\n${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function shoot(scenario, name, { theme, width }) {
  const label = `${name}-${theme}-${width}`;
  const page = await openView(scenario.view, scenario.state, {
    theme,
    width,
    memory: scenario.memory,
    more: scenario.more,
    answers: scenario.answers,
    label,
  });
  const file = path.join(folder, `${label}.png`);
  // Hiding the caret would put a style element into the page, against its policy.
  await page.screenshot({ path: file, caret: 'initial' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) problems.push(`${label}: wider than the view`);
  // What axe itself does to the page is not the view's fault.
  page.removeAllListeners('console');
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ['violations'],
      // A view is a part of VS Code's window, which titles it.
      rules: { 'page-has-heading-one': { enabled: false } },
    }),
  );
  for (const { id, help, nodes } of violations) {
    const places = nodes.map(({ target, failureSummary }) => `  ${target}\n    ${failureSummary}`);
    problems.push(`${label}: ${id}: ${help}\n${places.slice(0, 3).join('\n')}`);
  }
  await page.context().close();
  return file;
}

async function openView(view, state, options = {}) {
  const { theme = 'dark', width = 320, memory, more, label = view, l10n = null } = options;
  const { answers = {} } = options;
  const context = await browser.newContext({
    viewport: { width, height: options.height ?? height },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(3000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${label}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${label}: ${error.stack}`));
  if (memory !== undefined) {
    await page.addInitScript((value) => {
      sessionStorage.setItem('state', sessionStorage.getItem('state') ?? JSON.stringify(value));
    }, memory);
  }
  await page.addInitScript(installFakeHost, {
    theme: themes[theme],
    l10n,
    answers,
    states: state === null ? [] : [{ method: `${view}/state`, params: state }, ...(more ?? [])],
  });
  await page.goto(`${server.origin}/${view}.html`);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(60);
  return page;
}

async function load(file) {
  const outfile = path.join(outDir, 'webview-preview', `${path.basename(file, '.ts')}.mjs`);
  await esbuild.build({
    ...{ absWorkingDir: root, entryPoints: [file], outfile },
    ...{ bundle: true, format: 'esm', platform: 'node', plugins: [webAssemblyText()] },
  });
  return import(pathToFileURL(outfile).href);
}
