import { l10n } from 'vscode';
import type { ErrorArguments, ErrorCode } from '../../common/errors';
import { shownSize } from '../models/shownSize';
import type { Worded, Words } from './worded';

type PackCode = Extract<ErrorCode, `Pack${string}` | `SharedFolder${string}`>;

/** The sentences of what goes wrong with packs of models. */
export const packSentences: { readonly [C in PackCode]: Words<C> } = {
  PackRefused: packRefusal,
  PackNoRoom: ({ folder, room }) => ({
    sentence:
      room === null
        ? l10n.t(
            'The disk of {0} is full, so nothing was imported: make room, then import again.',
            folder,
          )
        : l10n.t(
            'The pack needs {1}, but the disk of {0} has {2} free: make room, then import again.',
            folder,
            shownSize(room.needed),
            shownSize(room.free),
          ),
    action: null,
  }),
  PackNotStored: ({ folder, reason }) => ({
    sentence: l10n.t(
      'Nothing was imported, since {0} cannot be written ({1}): allow writing there, then import again.',
      folder,
      reason,
    ),
    action: null,
  }),
  SharedFolderUnreachable: ({ folder, reason }) => ({
    sentence: l10n.t(
      'The shared folder {0} cannot be reached ({1}), so its models are not listed; all others work.',
      folder,
      reason,
    ),
    action: 'sharedFolder',
  }),
};

/** Why a file is not taken as a pack, in words. */
function packRefusal(args: ErrorArguments['PackRefused']): Worded {
  return { sentence: sentence(args), action: 'importPack' };
}

function sentence({ file, problem, detail }: ErrorArguments['PackRefused']): string {
  switch (problem) {
    case 'missing':
      return l10n.t('There is no file {0}: choose another.', file);
    case 'unreadable':
      return l10n.t('{0} cannot be read ({1}): check its permissions.', file, detail);
    case 'elsewhere':
      return l10n.t(
        '{0} is not on the machine that Tokenscope runs on: copy it there first.',
        file,
      );
    case 'notZip':
      return l10n.t('{0} is no pack: choose a file that Tokenscope exported.', file);
    case 'truncated':
      return l10n.t('{0} is not whole: copy or download it again.', file);
    case 'damaged':
      return l10n.t('{0} is damaged ({1}): copy it again, or have it exported anew.', file, detail);
    case 'noManifest':
      return l10n.t(
        '{0} is a zip file, but no pack: choose a file that Tokenscope exported.',
        file,
      );
    case 'manifestTooLarge':
    case 'badManifest':
      return l10n.t('The manifest of {0} is not valid: have it exported anew.', file);
    case 'newer':
      return l10n.t('{0} was exported by a newer Tokenscope: update this one first.', file);
    case 'extra':
      return l10n.t(
        '{0} has the file “{1}”, which its manifest does not name: have it exported anew.',
        file,
        detail,
      );
    case 'absent':
      return l10n.t('{0} lacks the file “{1}”: have it exported anew.', file, detail);
    case 'size':
    case 'hash':
      return l10n.t(
        'The file “{1}” in {0} was changed or is damaged: copy it again, or have it exported anew.',
        file,
        detail,
      );
    case 'encrypted':
      return l10n.t('{0} is protected by a password: have it exported without one.', file);
    case 'unsafeName':
    case 'link':
    case 'twice':
    case 'bomb':
    case 'tooMany':
      return harmful(file, problem, detail);
  }
}

/** What only a file has that was made to do harm. */
function harmful(
  file: string,
  problem: 'unsafeName' | 'link' | 'twice' | 'bomb' | 'tooMany',
  detail: string,
): string {
  switch (problem) {
    case 'unsafeName':
      return l10n.t(
        '{0} has a file with the unsafe name “{1}”, so nothing of it was unpacked.',
        file,
        detail,
      );
    case 'link':
      return l10n.t(
        '{0} has a link (“{1}”), which no pack has, so nothing of it was unpacked.',
        file,
        detail,
      );
    case 'twice':
      return l10n.t('{0} has two files named “{1}”, so nothing of it was unpacked.', file, detail);
    case 'bomb':
      return l10n.t(
        '“{1}” in {0} would unpack to absurdly much, so nothing of it was unpacked.',
        file,
        detail,
      );
    case 'tooMany':
      return l10n.t(
        '{0} has {1} files, far more than a pack has, so nothing of it was unpacked.',
        file,
        detail,
      );
  }
}
