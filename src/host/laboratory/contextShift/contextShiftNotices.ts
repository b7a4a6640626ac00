import { l10n } from 'vscode';
import type { ContextShiftResult } from '../../../common/protocol/model/contextShift';
import type { ContextShiftForm } from '../../../common/protocol/views/laboratory/contextShift';
import type { ContextShiftInput } from './contextShiftInput';

/** What to know to read a comparison of two prompts rightly. */
export function contextShiftNotices(
  { prompts, selected }: ContextShiftInput,
  { second }: ContextShiftForm,
  { dropped, continuations }: ContextShiftResult,
): string[] {
  const said: string[] = [];
  if (selected > 2) {
    said.push(l10n.t('{0} texts are selected: the first two are compared.', selected));
  }
  if (prompts.length === 2 && second.trim() !== '') {
    said.push(l10n.t('Two texts are selected: the second prompt that was typed was not read.'));
  }
  if (prompts.length === 1 && second.trim() === '') {
    said.push(
      l10n.t(
        'There is no second prompt: the first one is compared with the start of a text, before any word. Select two texts, or type a second prompt.',
      ),
    );
  }
  said.push(...continuationNotices(continuations));
  if (dropped[0] > 0 || dropped[1] > 0) {
    said.push(l10n.t('A prompt is too long for the context: its last part was read.'));
  }
  return said;
}

function continuationNotices(continuations: ContextShiftResult['continuations']): string[] {
  const said: string[] = [];
  const unscored = continuations.filter(({ tokens }) => tokens === null);
  if (unscored.length > 0) {
    said.push(
      l10n.t(
        '“{0}” has no score: written behind a prompt it changes the tokens there, or has other tokens after each prompt.',
        unscored.map(({ text }) => text.trim()).join('”, “'),
      ),
    );
  }
  if (continuations.some(({ tokens }) => (tokens?.length ?? 0) > 1)) {
    said.push(
      l10n.t(
        'ln P of a continuation is the sum over its tokens: a longer one is less likely. Compare the same continuation after two prompts, not continuations of different lengths.',
      ),
    );
  }
  if (continuations.length > 1) {
    said.push(
      l10n.t(
        'These ratios are of this model after these two prompts. They show what it learned from its texts, not what people are like, and another wording can turn them around: try several pairs, and one that should make no difference.',
      ),
    );
  }
  return said;
}
