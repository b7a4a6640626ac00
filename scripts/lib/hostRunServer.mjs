import { launchBrowser } from './browser.mjs';
import { readSocketsAtOnce, withoutAnimations } from './quickPage.mjs';
import { remoteUri, startServer, workbenchUrl } from './server.mjs';

/** Nobody looks at this window: what is drawn only for the eye takes time from the tests. */
const unseen = {
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
};

/**
 * Runs a job's tests in the extension host of a served VS Code, opened by a headless browser.
 * Resolves to 0, or to what went wrong.
 */
export async function runInServer(job) {
  const server = await startServer({ dataDir: job.dataDir, settings: unseen });
  const browser = await launchBrowser();
  try {
    // Laid out as on any screen, and drawn with a sixteenth of its pixels.
    const viewport = { width: 1280, height: 800 };
    const page = await browser.newPage({ viewport, deviceScaleFactor: 0.25 });
    await readSocketsAtOnce(page);
    await withoutAnimations(page);
    const { ended } = await listen(page);
    await page.goto(workbenchUrl(server, { folder: job.workspace, payload: payload(server, job) }));
    return await Promise.race([ended, job.expired]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** What the desktop takes as command-line flags, the browser takes from its address. */
function payload(server, { entry, extension, env }) {
  return [
    ['extensionDevelopmentPath', remoteUri(server, extension)],
    ['extensionTestsPath', remoteUri(server, entry.replace(/\.js$/, ''))],
    ['extensionEnvironment', JSON.stringify(env)],
    ['skipWelcome', 'true'],
  ];
}

/** The workbench calls these two functions; they have to be there before it loads. */
async function listen(page) {
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('codeAutomationExit', (code) => end(code));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (type === 'error' && process.env.TOKENSCOPE_VERBOSE) console.error('[workbench]', ...args);
  });
  page.on('crash', () => end('the browser page crashed'));
  return { ended };
}
