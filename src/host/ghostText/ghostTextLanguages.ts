/** Whether something is on for a language id; `*` stands for the languages that are not named. */
export type LanguageSwitches = Readonly<Record<string, boolean>>;

/** What ghost text looks at of a document. */
export interface DocumentFacts {
  readonly languageId: string;
  readonly scheme: string;
  readonly path: string;
}

/** Input boxes, logs and the like: not text that somebody writes. */
const foreignLanguages: ReadonlySet<string> = new Set([
  'scminput',
  'log',
  'search-result',
  'dotenv',
]);
const foreignSchemes: ReadonlySet<string> = new Set([
  'comment',
  'debug',
  'extension-output',
  'git',
  'output',
  'search-editor',
  'vscode',
  'vscode-interactive-input',
  'vscode-scm',
  'vscode-settings',
  'walkThrough',
  'walkThroughSnippet',
]);

/** Names of files that hold passwords and keys. */
const secretName =
  /^\.env(\..*)?$|^\.(npmrc|netrc|pgpass|htpasswd|git-credentials)$|^id_(rsa|dsa|ecdsa|ed25519)|\.(pem|key|p12|pfx|kdbx|asc|gpg)$|secret|passw|credential/i;

/** Whether ghost text may ever be shown in a document, whatever the setting says. */
export function takesGhostText({ languageId, scheme, path }: DocumentFacts): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !foreignLanguages.has(languageId) && !foreignSchemes.has(scheme) && !secretName.test(name);
}

export function isOn(switches: LanguageSwitches, languageId: string): boolean {
  const own = Object.hasOwn(switches, languageId) ? switches[languageId] : switches['*'];
  return own ?? false;
}

/** Whether ghost text is on for any language: else nothing of it is set up. */
export function isAnyOn(switches: LanguageSwitches): boolean {
  return Object.values(switches).includes(true);
}
