import * as l10n from '@vscode/l10n';
import type { LensToken } from '../../../src/common/protocol/model/logitLens';
import type { LogitLensView } from '../../../src/common/protocol/views/laboratory/logitLens';

/** A token in little room: its leading space is left out, and whitespace alone is drawn. */
export function shortToken(token: LensToken | undefined): string {
  if (!token) return '';
  const { text } = token;
  if (text.trim() !== '') return text.trim();
  return text === '' ? token.token : text.replaceAll('\n', '↵').replaceAll(/[^↵]/g, '␣');
}

/** The token that was read at a position. */
export function readToken({ positions, tokens }: LogitLensView, position: number): string {
  const read = positions[position];
  if (!read) return '';
  return read.special ? l10n.t('(start)') : shortToken(tokens[read.id]);
}

/** The token that comes after a position; empty where the text ends. */
export function nextToken({ positions, tokens }: LogitLensView, position: number): string {
  const next = positions[position]?.next ?? null;
  return next === null ? '' : shortToken(tokens[next]);
}
