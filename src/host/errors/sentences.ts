import { l10n } from 'vscode';
import type { ErrorCode, TokenscopeError } from '../../common/errors';
import { hubSentences } from './hubSentences';
import { modelSentences } from './modelSentences';
import { packSentences } from './packSentences';
import { presetRefusal } from './presetRefusal';
import { serverWords } from './serverWords';
import { tableSentences } from './tableSentences';
import { textSentences } from './textSentences';
import { tokenizerSentences } from './tokenizerSentences';
import { plain, type Sentences, type Worded, type Words } from './worded';

const words: Sentences = {
  ...textSentences,
  ...tokenizerSentences,
  ...modelSentences,
  ...tableSentences,
  ...hubSentences,
  ...packSentences,
  ...serverWords,
  Cancelled: () => plain(l10n.t('Cancelled.')),
  InvalidParameter: ({ name, value, expected }) => ({
    sentence: l10n.t('{0} is {1}, but must be {2}.', name, value, expected),
    action: 'openSettings',
  }),
  InvalidSettings: ({ problems }) => ({
    sentence: l10n.t(
      '{0} settings are wrong, so their defaults are used: {1}.',
      problems.length,
      problems
        .map(({ name, value, expected }) =>
          l10n.t('{0} is {1}, but must be {2}', name, value, expected),
        )
        .join('; '),
    ),
    action: 'openSettings',
  }),
  WorkspaceUntrusted: ({ file }) => ({
    sentence: l10n.t('{0} is in a workspace that you do not trust: trust it first.', file),
    action: 'manageTrust',
  }),
  PresetRefused: presetRefusal,
  UnknownPreset: ({ preset }) => ({
    sentence: l10n.t('There is no preset named {0}: choose another, or write it.', preset),
    action: 'editPresets',
  }),
  Offline: ({ host }) => ({
    sentence: l10n.t(
      'Tokenscope works offline, so {0} was not reached. Turn the setting “Work Offline” off to use the network.',
      host,
    ),
    action: 'openSettings',
  }),
  ProcessDied: ({ process, reason }) => ({
    sentence: l10n.t('The {0} process ended ({1}); run again and it starts anew.', process, reason),
    action: 'showLog',
  }),
  ProcessDown: ({ process }) => ({
    sentence: l10n.t('The {0} process crashed three times in a minute and stays down.', process),
    action: 'restartProcesses',
  }),
  ProcessFailed: ({ process, reason }) => ({
    sentence: l10n.t(
      'The {0} process could not be started ({1}): check the setting tokenscope.runtime.',
      process,
      reason,
    ),
    action: 'openSettings',
  }),
  Disposed: () => plain(l10n.t('Tokenscope is shutting down.')),
  Internal: ({ reason }) => ({
    sentence: l10n.t('Something went wrong in Tokenscope: {0}', reason),
    action: 'showLog',
  }),
};

/** One clear sentence for an error, and the action that helps. */
export function wordError(error: TokenscopeError): Worded {
  const word = words[error.code] as Words<ErrorCode>;
  return word(error.args);
}
