import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * The executable of an installed desktop VS Code, if it can show a window here. TOKENSCOPE_VSCODE
 * names another one, or is `server` to do as if there were none.
 */
export function installedDesktop() {
  const wanted = process.env.TOKENSCOPE_VSCODE;
  if (wanted === 'server') return undefined;
  if (wanted && wanted !== 'desktop') return wanted;
  return hasDisplay() ? candidates().find((file) => existsSync(file)) : undefined;
}

/** Whether TOKENSCOPE_VSCODE asks for a desktop VS Code even if one has to be downloaded. */
export function desktopWanted() {
  return process.env.TOKENSCOPE_VSCODE === 'desktop';
}

/** Flags without which Electron refuses to run for the superuser. */
export function superuserFlags() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

function candidates() {
  const { LOCALAPPDATA = '', PROGRAMFILES = '', HOME = '' } = process.env;
  if (process.platform === 'win32') {
    return [
      path.join(LOCALAPPDATA, 'Programs', 'Microsoft VS Code', 'Code.exe'),
      path.join(PROGRAMFILES, 'Microsoft VS Code', 'Code.exe'),
    ];
  }
  if (process.platform === 'darwin') {
    const apps = ['/Applications', path.join(HOME, 'Applications')];
    return apps.flatMap((dir) =>
      ['Code', 'Electron'].map((name) =>
        path.join(dir, 'Visual Studio Code.app', 'Contents', 'MacOS', name),
      ),
    );
  }
  return [...besideTheCommand(), '/usr/share/code/code', '/opt/visual-studio-code/code'];
}

/** `code` on the path is a script in the `bin` folder beside the executable of the same name. */
function besideTheCommand() {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((dir) => path.join(dir, 'code'))
    .filter((file) => existsSync(file))
    .map((file) => path.resolve(realpathSync(file), '..', '..', 'code'));
}
