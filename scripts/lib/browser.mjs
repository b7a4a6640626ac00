import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { unpackedBrowser } from './unpackedBrowser.mjs';

/**
 * Finds a browser of the Chromium family: the one named in CHROME_PATH, an installed one, or the
 * one in npm `@sparticuz/chromium`, unpacked into `.vscode-test/`. Returns playwright-core's launch
 * options for it.
 */
export async function browserOptions() {
  const executablePath = process.env.CHROME_PATH ?? installedBrowser();
  const args = ['--disable-gpu', '--disable-dev-shm-usage'];
  // The superuser gets no sandbox, and npm's browser comes without the helper that it needs.
  const noSandbox = !executablePath || process.getuid?.() === 0;
  if (noSandbox) args.push('--no-sandbox');
  return { args, ...(executablePath ? { executablePath } : await unpackedBrowser()) };
}

/** Launches the browser, without a window unless TOKENSCOPE_HEADED is set. */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const headless = !process.env.TOKENSCOPE_HEADED;
  return chromium.launch({ headless, ...(await browserOptions()) });
}

function installedBrowser() {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
  const found = [...names, 'microsoft-edge'].map(onPath).find(Boolean);
  return found ?? usualPlaces().find((file) => existsSync(file));
}

function onPath(name) {
  try {
    const tool = process.platform === 'win32' ? 'where' : 'which';
    const output = execFileSync(tool, [name], { stdio: ['ignore', 'pipe', 'ignore'] });
    return String(output).split(/\r?\n/)[0] || undefined;
  } catch {
    return undefined;
  }
}

function usualPlaces() {
  const { LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': x86 = '' } = process.env;
  const places = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      ...[PROGRAMFILES, x86, LOCALAPPDATA].map(
        (dir) => `${dir}\\Google\\Chrome\\Application\\chrome.exe`,
      ),
      `${x86}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ],
  };
  return places[process.platform] ?? ['/opt/google/chrome/chrome', '/snap/bin/chromium'];
}
