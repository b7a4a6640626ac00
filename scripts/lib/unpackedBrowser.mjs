import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { root, toolsDir } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Playwright's launch options for the Chromium in npm `@sparticuz/chromium`, which brings the
 * libraries it needs. It is unpacked into `.vscode-test/` on first use, with fonts.
 */
export async function unpackedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser found. Install Chrome or Chromium, or set CHROME_PATH.');
  }
  const dir = await unpack();
  // It names absolute paths, so it is written anew in case the repository was moved.
  writeFileSync(path.join(dir, 'fonts.conf'), fontsConfig(dir));
  const libraries = [path.join(dir, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''];
  return {
    executablePath: path.join(dir, 'chromium'),
    env: {
      ...process.env,
      FONTCONFIG_FILE: path.join(dir, 'fonts.conf'),
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
    },
  };
}

/** Unpacks into a new folder that is renamed at the end: two runs at once do not disturb each other. */
async function unpack() {
  const manifest = path.join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const dir = path.join(toolsDir, `chromium-${version}`);
  if (existsSync(dir)) return dir;
  console.log('Unpacking Chromium into .vscode-test (first time only) …');
  const unfinished = `${dir}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const script = path.join(root, 'scripts', 'lib', 'unpackChromium.mjs');
  await run(process.execPath, [script], { env: { TMPDIR: unfinished } });
  await installFonts(unfinished);
  if (existsSync(dir)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, dir);
  return dir;
}

async function installFonts(dir) {
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(path.join(root, 'scripts', 'browser-fonts', file), path.join(dir, file));
  }
  await npm(['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: dir,
  });
}

/** Only regular and bold faces of our own fonts, so that every machine draws the same. */
function fontsConfig(dir) {
  const google = path.join(dir, 'node_modules', '@expo-google-fonts');
  const folders = [
    path.join(dir, 'node_modules', 'dejavu-fonts-ttf', 'ttf'),
    path.join(dir, 'fonts', 'fonts', 'Open_Sans'),
    ...['noto-color-emoji', 'noto-sans-devanagari', 'noto-sans-jp'].map((name) =>
      path.join(google, name, '400Regular'),
    ),
  ];
  const alias = (family, font) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.map((folder) => `<dir>${folder}</dir>`).join('\n  ')}
  <cachedir>${path.join(dir, 'fonts-cache')}</cachedir>
  ${alias('monospace', 'DejaVu Sans Mono')}
  ${alias('sans-serif', 'Open Sans')}
  ${alias('system-ui', 'Open Sans')}
  ${alias('emoji', 'Noto Color Emoji')}
</fontconfig>
`;
}
