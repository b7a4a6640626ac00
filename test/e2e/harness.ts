import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { linkExtension } from '../../scripts/lib/extensionLink.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { onInterrupt } from '../../scripts/lib/processes.mjs';
import { startServer, workbenchUrl } from '../../scripts/lib/server.mjs';
import { Workbench } from './workbench';

export interface LaunchOptions {
  /** A folder of the repository whose copy is opened; by default the integration fixtures. */
  folder?: string;
  /** User settings, besides those that keep VS Code quiet. */
  settings?: Record<string, unknown>;
  viewport?: { width: number; height: number };
  /** Makes the folder of the extension; by default it is this repository. */
  extension?: () => string;
}

/** A served VS Code with Tokenscope installed, and windows of it in a headless browser. */
export interface Session {
  /** The first window. */
  workbench: Workbench;
  /** Opens one more window on the same folder. */
  openWindow(): Promise<Workbench>;
  close(): Promise<void>;
}

const openSessions = new Set<Session>();

// An interrupted run ends its servers and browsers, and removes its folders, too.
onInterrupt(() => Promise.all([...openSessions].map((session) => session.close())));

/** Serves VS Code with Tokenscope on a fresh copy of a folder and opens a window on it. */
export async function launchSession(options: LaunchOptions = {}): Promise<Session> {
  const dir = mkdtempSync(path.join(tmpdir(), 'tokenscope-e2e-'));
  const folder = path.join(dir, 'workspace');
  const source = options.folder ?? 'test/integration/fixtures/workspace';
  cpSync(path.join(root, source), folder, { recursive: true });
  const dataDir = path.join(dir, 'data');
  mkdirSync(dataDir);
  linkExtension(path.join(dataDir, 'extensions'), options.extension?.());
  // In a browser VS Code saves by itself unless told otherwise.
  const settings = { 'files.autoSave': 'off', ...options.settings };
  const server = await startServer({ dataDir, driver: false, settings });
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const openWindow = async (): Promise<Workbench> => {
    const page = await context.newPage();
    await page.goto(workbenchUrl(server, { folder }));
    await untilReady(page);
    return new Workbench(page, folder);
  };
  const session: Session = {
    workbench: await openWindow(),
    openWindow,
    close: async () => {
      openSessions.delete(session);
      await browser.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  openSessions.add(session);
  return session;
}

/**
 * Gives a mocha suite one session: opened before its tests, closed after them. After a failed test
 * a screenshot of the window is kept in `out/screenshots`.
 */
export function useSession(options: LaunchOptions = {}): () => Session {
  let session: Session | undefined;
  before(async function () {
    // The first run on a machine installs the server.
    this.timeout(10 * 60_000);
    session = await launchSession(options);
  });
  afterEach(async function () {
    const title = this.currentTest?.fullTitle() ?? '';
    if (this.currentTest?.state === 'failed') {
      await session?.workbench.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 80)}`);
    }
  });
  after(async () => {
    await session?.close();
  });
  return () => {
    if (session === undefined) throw new Error('The session is there only while tests run.');
    return session;
  };
}

/** The workbench is ready when the remote host answers and extensions have filled the status bar. */
async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
}
