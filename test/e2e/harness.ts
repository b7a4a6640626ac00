import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  /** Makes environment variables of the server and so of the extension. */
  env?: () => Record<string, string>;
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

export const defaultViewport = { width: 1280, height: 800 };

/** Makes `target` a fresh copy of a folder of the repository, by default of the integration fixtures. */
export function copyFolder(target: string, source = 'test/integration/fixtures/workspace'): void {
  for (const name of readdirSync(target)) {
    rmSync(path.join(target, name), { recursive: true, force: true });
  }
  cpSync(path.join(root, source), target, { recursive: true });
}

/** Serves VS Code with Tokenscope on a fresh copy of a folder and opens a window on it. */
export async function launchSession(options: LaunchOptions = {}): Promise<Session> {
  const dir = mkdtempSync(path.join(tmpdir(), 'tokenscope-e2e-'));
  const folder = path.join(dir, 'workspace');
  mkdirSync(folder);
  copyFolder(folder, options.folder);
  const dataDir = path.join(dir, 'data');
  mkdirSync(dataDir);
  linkExtension(path.join(dataDir, 'extensions'), options.extension?.());
  // In a browser VS Code saves by itself unless told otherwise.
  const settings = { 'files.autoSave': 'off', ...options.settings };
  const server = await startServer({
    dataDir,
    driver: false,
    settings,
    env: options.env?.() ?? {},
  });
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: options.viewport ?? defaultViewport,
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

/** The workbench is ready when the remote host answers and extensions have filled the status bar. */
async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
}
