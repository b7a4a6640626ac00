import type { Suite } from 'mocha';
import {
  copyFolder,
  defaultViewport,
  launchSession,
  type LaunchOptions,
  type Session,
} from './harness';

export const samples = 'samples';

/** Every test file is a bundle of its own, so that what they share belongs to the process. */
const holder = globalThis as typeof globalThis & { tokenscopeSession?: Promise<Session> };

/**
 * The session that suites on the samples share, put back to how it began: starting VS Code takes longer than
 * most tests. It is closed after the last suite.
 * @param suite any suite of the run.
 */
export async function sharedSession(
  viewport: LaunchOptions['viewport'],
  suite: Suite,
): Promise<Session> {
  if (holder.tokenscopeSession === undefined) {
    holder.tokenscopeSession = launchSession({ folder: samples });
    outermost(suite).afterAll('closes the window', closeShared);
  }
  const session = await holder.tokenscopeSession;
  await putBack(session, viewport);
  return session;
}

async function closeShared(): Promise<void> {
  const session = holder.tokenscopeSession;
  delete holder.tokenscopeSession;
  await (await session)?.close();
}

function outermost(suite: Suite): Suite {
  return suite.parent === undefined ? suite : outermost(suite.parent);
}

/** Closes what the suite before left open, and puts the folder back. */
async function putBack({ workbench }: Session, viewport = defaultViewport): Promise<void> {
  for (let i = 0; i < 3; i++) await workbench.press('Escape');
  await workbench.notices.clear();
  await workbench.page.setViewportSize(viewport);
  await workbench.closeEditors();
  await workbench.collapseViews();
  await workbench.expandView('Tokens');
  copyFolder(workbench.folder, samples);
}
