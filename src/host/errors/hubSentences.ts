import { l10n } from 'vscode';
import type { ErrorArguments, ErrorCode } from '../../common/errors';
import { groupedDigits } from '../../common/text/groupedDigits';
import { shownSize } from '../models/shownSize';
import { plain, type Words } from './worded';

type HubCode = Extract<ErrorCode, `Hub${string}` | `Cache${string}` | 'DiskTooSmall'>;

/** The sentences of what goes wrong with the model hub and with downloads. */
export const hubSentences: { readonly [C in HubCode]: Words<C> } = {
  HubBadId: ({ text }) =>
    plain(
      l10n.t(
        '“{0}” names no model: write it as owner/name, or paste the address of its page.',
        text,
      ),
    ),
  HubBadRevision: ({ text }) =>
    plain(l10n.t('“{0}” is no revision: write a branch, a tag or a commit, such as main.', text)),
  HubBadPath: ({ model, path }) =>
    plain(
      l10n.t(
        '{0} has a file with the unsafe name “{1}”, so nothing of it was fetched: choose another model.',
        model,
        path,
      ),
    ),
  HubUnreachable: ({ host, reason, detail }) => ({
    sentence: unreachable(host, reason, detail),
    action: reason === 'certificate' ? 'openHubSettings' : 'showLog',
  }),
  HubBadAnswer: ({ host, problem }) => ({
    sentence: badAnswer(host, problem),
    action: 'openHubSettings',
  }),
  HubUnknownModel: ({ model }) => ({
    sentence: l10n.t(
      'The hub has no model {0}, or shows it only with a token: check the name, or set your token.',
      model,
    ),
    action: 'setHubToken',
  }),
  HubUnknownRevision: ({ model, revision }) =>
    plain(l10n.t('{0} has no revision {1}: use a branch, tag or commit of it.', model, revision)),
  HubGated: ({ model, page }) => ({
    sentence: l10n.t(
      '{0} is gated: accept its terms at {1} with your account, then set a token of that account here.',
      model,
      page,
    ),
    action: 'setHubToken',
  }),
  HubUnauthorized: ({ host, token }) => ({
    sentence: token
      ? l10n.t('{0} does not accept your token: set one that is valid.', host)
      : l10n.t('{0} wants a token: set one of your account.', host),
    action: 'setHubToken',
  }),
  HubRateLimited: ({ host, seconds }) => ({
    sentence:
      seconds === null
        ? l10n.t('{0} gets too many requests from this network: try again in some minutes.', host)
        : l10n.t(
            '{0} gets too many requests from this network: try again in {1} seconds, or set a token.',
            host,
            groupedDigits(Math.ceil(seconds)),
          ),
    action: 'setHubToken',
  }),
  HubServerError: ({ host, status }) =>
    plain(l10n.t('{0} has trouble (status {1}): try again later.', host, status)),
  HubNoOnnx: (args) => plain(noOnnx(args)),
  HubWrongKind: (args) => plain(wrongKind(args)),
  HubNoPrecision: ({ model, precision, offered }) =>
    plain(l10n.t('{0} has no {1} files: choose one of {2}.', model, precision, offered.join(', '))),
  HubModelBusy: ({ model }) =>
    plain(
      l10n.t(
        'Files of {0} are being downloaded, here or in another window: stop that, or delete the model afterwards.',
        model,
      ),
    ),
  HubFileMissing: ({ model, file }) =>
    plain(l10n.t('{0} has no file {1}, which is needed: choose another model.', model, file)),
  HubFileTooLarge: ({ model, file, bytes, limit }) =>
    plain(
      l10n.t(
        '{1} of {0} has {2}, but may have {3} at most, so nothing was fetched: choose another model.',
        model,
        file,
        shownSize(bytes),
        shownSize(limit),
      ),
    ),
  HubBadFile: ({ file, problem }) => ({
    sentence: badFile(file, problem),
    action: problem === 'html' ? null : 'openHubSettings',
  }),
  HubInterrupted: ({ file, received, total }) =>
    plain(
      l10n.t(
        'The connection broke again and again; {1} of {2} of {0} are kept: start again, and the download goes on from there.',
        file,
        shownSize(received),
        shownSize(total),
      ),
    ),
  DiskTooSmall: ({ folder, needed, free }) => ({
    sentence: l10n.t(
      'The download needs {1}, but {0} has {2} free: make room, or choose another folder in the settings.',
      folder,
      shownSize(needed),
      shownSize(free),
    ),
    action: 'openHubSettings',
  }),
  CacheDiskFull: ({ folder }) => ({
    sentence: l10n.t(
      'The disk of {0} is full; what came of the model is kept: make room, then start again.',
      folder,
    ),
    action: 'openHubSettings',
  }),
  CacheNotWritable: ({ folder, reason }) => ({
    sentence: l10n.t(
      'The folder of models {0} cannot be written ({1}): choose another in the settings.',
      folder,
      reason,
    ),
    action: 'openHubSettings',
  }),
  CachePathTooLong: ({ folder, length, limit }) => ({
    sentence: l10n.t(
      'In {0} a path would have {1} characters, but Windows opens {2} at most: choose a shorter folder of models.',
      folder,
      length,
      limit,
    ),
    action: 'openHubSettings',
  }),
};

function unreachable(
  host: string,
  reason: ErrorArguments['HubUnreachable']['reason'],
  detail: string,
): string {
  switch (reason) {
    case 'noSuchHost':
      return l10n.t(
        '{0} cannot be found on the network: are you online? Models on this machine work as before.',
        host,
      );
    case 'refused':
      return l10n.t('{0} refuses the connection: try again later.', host);
    case 'timeout':
      return l10n.t(
        '{0} did not answer in time: are you online? Models on this machine work as before.',
        host,
      );
    case 'certificate':
      return l10n.t(
        'The certificate of {0} is not trusted ({1}): is there a proxy whose certificate VS Code does not know?',
        host,
        detail,
      );
    case 'broken':
      return l10n.t('The connection to {0} broke ({1}): try again.', host, detail);
  }
}

function badAnswer(host: string, problem: ErrorArguments['HubBadAnswer']['problem']): string {
  switch (problem) {
    case 'webPage':
      return l10n.t(
        '{0} answered with a web page: does this network want you to log in first? Else check the address of the hub.',
        host,
      );
    case 'notJson':
      return l10n.t('{0} does not answer as a model hub does: check the address of the hub.', host);
    case 'insecure':
      return l10n.t(
        'The hub sends the download to {0} without encryption, so it was stopped: check the address of the hub.',
        host,
      );
    case 'redirects':
      return l10n.t('{0} sends requests in a circle: check the address of the hub.', host);
  }
}

function noOnnx({ model, sibling, tokenizer }: ErrorArguments['HubNoOnnx']): string {
  if (sibling !== null) {
    return l10n.t('{0} has no ONNX files: use {1}, which is the same model.', model, sibling);
  }
  return tokenizer
    ? l10n.t(
        '{0} has no ONNX files, only a tokenizer that can be added: look for the model under onnx-community or Xenova.',
        model,
      )
    : l10n.t('{0} has no ONNX files: look for it under onnx-community or Xenova.', model);
}

function wrongKind({ model, architecture, tokenizer }: ErrorArguments['HubWrongKind']): string {
  return tokenizer
    ? l10n.t(
        '{0} is a {1}, not a model that fills masks, continues texts, labels them or answers questions; its tokenizer can be added.',
        model,
        architecture,
      )
    : l10n.t(
        '{0} is a {1}: choose a model that fills masks, continues texts, labels them or answers questions.',
        model,
        architecture,
      );
}

function badFile(file: string, problem: ErrorArguments['HubBadFile']['problem']): string {
  switch (problem) {
    case 'hash':
      return l10n.t(
        '{0} came damaged twice (its hash is wrong), so it is not used: try again, or another network or mirror.',
        file,
      );
    case 'length':
      return l10n.t(
        '{0} came with another length than the hub says, so it is not used: try again, or another mirror.',
        file,
      );
    case 'html':
      return l10n.t(
        'A web page came instead of {0}: does this network want you to log in first? Then try again.',
        file,
      );
    case 'lfsPointer':
      return l10n.t(
        'Only a pointer came instead of {0}: the mirror does not hold the large files, use another.',
        file,
      );
  }
}
