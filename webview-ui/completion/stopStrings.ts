import * as l10n from '@vscode/l10n';
import { stopLimits } from '../../src/common/decoding/limits';
import type { Parsed } from '../shared/numberText';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
const names: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\\': '\\' };

/** Stop strings as they are edited: one per line, with `\n` for a line break within one. */
export function showStopStrings(stop: readonly string[]): string {
  return stop
    .map((text) => text.replace(/[\n\r\t\\]/g, (character) => `\\${names[character] ?? ''}`))
    .join('\n');
}

/** Reads what {@link showStopStrings} shows; empty lines do not count. */
export function parseStopStrings(text: string): Parsed<readonly string[]> {
  const stop = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/\\([nrt\\])/g, (whole, name: string) => escapes[name] ?? whole));
  if (stop.length > stopLimits.count) {
    return { value: null, problem: l10n.t('At most {0} stop strings.', stopLimits.count) };
  }
  if (stop.some(({ length }) => length > stopLimits.length)) {
    return {
      value: null,
      problem: l10n.t('At most {0} characters in each stop string.', stopLimits.length),
    };
  }
  return { value: stop, problem: null };
}
