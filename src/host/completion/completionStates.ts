import { l10n } from 'vscode';
import type { BranchStop } from '../../common/completion/branches';
import { describePlace } from '../documents/source';
import { counted } from '../wording/counted';
import type { Completer, CompleterResult } from './completer';
import type { PromptInput, PromptText } from './promptInput';

/** Characters of the prompt that the view shows. */
const shownPrompt = 2_000;

/** The end of the prompt from `usedFrom` on, as much as the view shows. */
export function shownTail(
  prompt: string,
  usedFrom: number,
): { prompt: string; promptCut: boolean } {
  const from = Math.max(usedFrom, prompt.length - shownPrompt);
  return { prompt: prompt.slice(from), promptCut: from > 0 };
}

/** Where a prompt is from: `notes.md:12`, or what made it and where. */
export function sourceOf({ document, range, label }: PromptInput): string {
  const place = describePlace(document, range.end);
  return label === undefined ? place : l10n.t('{0} · {1}', label, place);
}

/** What a reader must know about how the prompt was read. */
export function promptNotices(
  { spaceDropped, cut }: PromptText,
  droppedPromptTokens: number,
  promptTokens: number,
): string[] {
  const notices: string[] = [];
  if (droppedPromptTokens > 0) {
    notices.push(
      cut
        ? l10n.t(
            'The prompt is too long: the model read its last {0} tokens; more than {1} before them were left out.',
            promptTokens,
            droppedPromptTokens,
          )
        : l10n.t(
            'The prompt is too long: the model read its last {0} tokens; {1} before them were left out.',
            promptTokens,
            droppedPromptTokens,
          ),
    );
  }
  if (spaceDropped) {
    notices.push(
      l10n.t('The space at the end of the prompt was left out: GPT-2’s tokens begin with theirs.'),
    );
  }
  return notices;
}

/** What is going on until the first token. */
export function readingWords({ ready, shown: { name } }: Completer): string {
  return ready ? l10n.t('Reading the prompt with {0}…', name) : l10n.t('Loading {0}…', name);
}

/** What a reader must know where beams were asked for in vain. */
export function noBeamsWords(): string {
  return l10n.t(
    'Only the local model searches with beams: this text was continued as the other settings say.',
  );
}

/** Why it stopped, in words. */
export function stopWords(reason: BranchStop, tokens: number): string {
  switch (reason) {
    case 'length':
      return l10n.t('stopped after {0}, as set', counted(tokens, 'token'));
    case 'end':
      return l10n.t('the model ended the text');
    case 'stop':
      return l10n.t('reached a stop string');
    case 'ended':
      return l10n.t('ended by the server');
    case 'cancelled':
      return l10n.t('stopped by you');
  }
}

/** Tokens per second after the first one: the prompt's run is the first token's. */
export function speed({ tokens, milliseconds, millisecondsToFirstToken }: Timing): number | null {
  const seconds = (milliseconds - millisecondsToFirstToken) / 1000;
  return tokens > 1 && seconds > 0 ? (tokens - 1) / seconds : null;
}

export interface Timing {
  readonly tokens: number;
  readonly milliseconds: number;
  readonly millisecondsToFirstToken: number;
}

/** The timing of a finished run, in milliseconds, loading not included. */
export function timingOf(result: CompleterResult): Timing {
  return { ...result, tokens: result.tokens.length };
}
