import { l10n } from 'vscode';
import type { ErrorArguments, ErrorCode } from '../../common/errors';
import type { Words } from './worded';

type ServerCode = Extract<ErrorCode, `Server${string}`>;

/** Sentences for what goes wrong with a completion server. */
export const serverWords: { readonly [C in ServerCode]: Words<C> } = {
  ServerAddressWrong: ({ problem }) => ({
    sentence: addressProblem(problem),
    action: 'useServer',
  }),
  ServerAddressMissing: () => ({
    sentence: l10n.t('No completion server is set: give its address first.'),
    action: 'useServer',
  }),
  ServerModelMissing: ({ host }) => ({
    sentence: l10n.t('No model of {0} is chosen: choose one first.', host),
    action: 'useServer',
  }),
  ServerUnreachable: ({ host, reason }) => ({
    sentence: l10n.t('{0} was not reached ({1}): check that the server runs there.', host, reason),
    action: 'useLocalModel',
  }),
  ServerTooSlow: ({ host, seconds, limit }) => ({
    sentence:
      limit === 'first'
        ? l10n.t(
            '{0} sent nothing within {1} s: give it more time in the settings, or use the local model.',
            host,
            seconds,
          )
        : l10n.t(
            '{0} sent no more for {1} s; what came before is kept. More time can be given in the settings.',
            host,
            seconds,
          ),
    action: 'openServerSettings',
  }),
  ServerBrokeOff: ({ host, tokens }) => ({
    sentence:
      tokens === 0
        ? l10n.t('{0} ended the connection before any text came: run again.', host)
        : l10n.t('{0} broke off in the middle; what came before is kept: run again.', host),
    action: 'useLocalModel',
  }),
  ServerNotApi: ({ host, answer }) => ({
    sentence:
      answer === ''
        ? l10n.t(
            '{0} did not answer as a completion server does: check the address, which often ends in /v1.',
            host,
          )
        : l10n.t(
            '{0} did not answer as a completion server does ({1}): check the address, which often ends in /v1.',
            host,
            answer,
          ),
    action: 'useServer',
  }),
  ServerRedirected: ({ host, to }) => ({
    sentence: l10n.t(
      '{0} points to another address ({1}), to which nothing was sent: if it is the right one, set that.',
      host,
      to,
    ),
    action: 'useServer',
  }),
  ServerKeyRefused: ({ host, sent }) => ({
    sentence: sent
      ? l10n.t('{0} does not accept the key: set another.', host)
      : l10n.t('{0} wants a key: set one.', host),
    action: 'setServerKey',
  }),
  ServerBusy: ({ host, seconds }) => ({
    sentence:
      seconds === null
        ? l10n.t('{0} takes no more requests for now: run again later.', host)
        : l10n.t('{0} takes no more requests for now: run again in {1} s.', host, seconds),
    action: 'useLocalModel',
  }),
  ServerFailed: ({ host, status, said }) => ({
    sentence: l10n.t(
      '{0} had an error of its own ({1}): run again, or look at its log.',
      host,
      [status, quoted(said)].filter((part) => part !== null).join(', ') ||
        l10n.t('no reason given'),
    ),
    action: 'useLocalModel',
  }),
  ServerRefused: ({ host, status, said, field }) => ({
    sentence:
      field === null
        ? l10n.t(
            '{0} refused the request ({1}): check the settings.',
            host,
            [status, quoted(said)].filter((part) => part !== null).join(', '),
          )
        : l10n.t(
            '{0} does not take {1}: turn the setting “Further Parameters” off, then only OpenAI’s own are sent.',
            host,
            field,
          ),
    action: 'openServerSettings',
  }),
  ServerNotUtf8: ({ host }) => ({
    sentence: l10n.t(
      '{0} sent bytes that are no text (not UTF-8); what came before is kept: check the server.',
      host,
    ),
    action: 'useLocalModel',
  }),
  ServerModelUnknown: ({ host, model, models }) => ({
    sentence:
      models.length === 0
        ? l10n.t('{0} has no model named {1}: choose another.', host, model)
        : l10n.t(
            '{0} has no model named {1}: choose one of {2}.',
            host,
            model,
            shownModels(models),
          ),
    action: 'useServer',
  }),
};

/** At most so many models are named in a sentence. */
const namedModels = 5;

function shownModels(models: readonly string[]): string {
  const named = models.slice(0, namedModels).join(', ');
  return models.length > namedModels
    ? l10n.t('{0} and {1} more', named, models.length - namedModels)
    : named;
}

function quoted(said: string): string | null {
  return said === '' ? null : `“${said}”`;
}

function addressProblem(problem: ErrorArguments['ServerAddressWrong']['problem']): string {
  switch (problem) {
    case 'address':
      return l10n.t(
        'The server’s address is no web address: write one such as http://127.0.0.1:8000/v1.',
      );
    case 'scheme':
      return l10n.t('The server’s address must begin with https:// or http://: write it anew.');
    case 'credentials':
      return l10n.t(
        'The server’s address must hold no user name or password: give the key by its own command.',
      );
    case 'query':
      return l10n.t('The server’s address must have no ? and no #: write only its base.');
  }
}
