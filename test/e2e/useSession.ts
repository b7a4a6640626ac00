import { launchSession, type LaunchOptions, type Session } from './harness';
import { samples, sharedSession } from './sharedSession';

/**
 * Gives a mocha suite a session: the one that suites share on the samples, or, with options of its own,
 * another. After a failed test a screenshot of the window is kept in `out/screenshots`.
 */
export function useSession(options: LaunchOptions = {}): () => Session {
  const { folder, settings, extension, env, viewport } = options;
  const shared = folder === samples && !settings && !extension && !env;
  let session: Session | undefined;
  before(async function () {
    // The first run on a machine installs the server.
    this.timeout(10 * 60_000);
    session = shared
      ? await sharedSession(viewport, this.test!.parent!)
      : await launchSession(options);
  });
  afterEach(async function () {
    const title = this.currentTest?.fullTitle() ?? '';
    if (this.currentTest?.state === 'failed') {
      await session?.workbench.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 80)}`);
    }
  });
  after(async () => {
    if (!shared) await session?.close();
  });
  return () => {
    if (session === undefined) throw new Error('The session is there only while tests run.');
    return session;
  };
}
