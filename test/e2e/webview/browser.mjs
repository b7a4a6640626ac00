import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** A Chromium without a window: an installed one, else the one from npm. */
export async function launchBrowser() {
  const executablePath =
    installed.find((file) => existsSync(file)) ?? (await chromiumPackage.executablePath());
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
}
