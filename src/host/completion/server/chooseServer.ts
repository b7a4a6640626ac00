import { l10n, ProgressLocation, window, type CancellationToken } from 'vscode';
import { Setting } from '../../../common/contributions';
import { isTokenscopeError, type TokenscopeError } from '../../../common/errors';
import { wordError } from '../../errors/sentences';
import { updateMachineSetting } from '../../settings/settings';
import { parseServerAddress, type ServerAddress } from './serverAddress';
import type { ServerBackend } from './serverBackend';
import { listModels } from './serverClient';

/**
 * Lets a person choose a completion server: its address, their consent, its model.
 * @returns whether a server is used now.
 * @throws TokenscopeError as `askServer`.
 */
export async function chooseServer(backend: ServerBackend): Promise<boolean> {
  const address = await askAddress(backend);
  if (!address || !(await backend.consent.ask(address))) {
    return false;
  }
  const model = await askModel(backend, address);
  if (model === undefined) {
    return false;
  }
  await updateMachineSetting(Setting.serverModel, model);
  await backend.use(true);
  return true;
}

/** Asks for a key; undefined when the person turns back. */
export async function askKey(
  backend: ServerBackend,
  address: ServerAddress,
): Promise<string | undefined> {
  const key = await window.showInputBox({
    title: l10n.t('Key of {0}', address.host),
    prompt: l10n.t('It is kept in VS Code’s secret storage, and sent to {0} only.', address.origin),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[\x21-\x7e]+$/.test(value.trim())
        ? undefined
        : l10n.t('A key has letters, digits and signs, and no spaces.'),
  });
  if (key !== undefined) {
    await backend.keys.set(address, key.trim());
  }
  return key;
}

async function askAddress({ settings }: ServerBackend): Promise<ServerAddress | null> {
  const text = await window.showInputBox({
    title: l10n.t('Completion server'),
    prompt: l10n.t(
      'Base address of a server that speaks OpenAI’s protocol, such as vLLM or llama.cpp. Nothing is sent before you agree.',
    ),
    placeHolder: 'http://127.0.0.1:8000/v1',
    value: settings.usableAddress?.base ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => addressProblem(value),
  });
  if (text === undefined) {
    return null;
  }
  const address = parseServerAddress(text);
  await updateMachineSetting(Setting.serverEndpoint, address.base);
  return address;
}

function addressProblem(value: string): string | undefined {
  try {
    parseServerAddress(value);
    return undefined;
  } catch (error) {
    return wordError(error as TokenscopeError).sentence;
  }
}

/** The model to use: the only one that the server has, or the one that the person picks or types. */
async function askModel(
  backend: ServerBackend,
  address: ServerAddress,
): Promise<string | undefined> {
  const models = await listed(backend, address);
  if (models === undefined) {
    return undefined;
  }
  const [only, ...others] = models;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const title = l10n.t('Model of {0}', address.host);
  if (only === undefined) {
    return window.showInputBox({
      title,
      prompt: l10n.t('The server lists no models: write the name of the one to use.'),
      value: backend.settings.model,
      ignoreFocusOut: true,
    });
  }
  return window.showQuickPick(models, { title, placeHolder: l10n.t('Which model?') });
}

/** What the server lists, with a key where it wants one; undefined when the person turns back. */
async function listed(
  backend: ServerBackend,
  address: ServerAddress,
): Promise<readonly string[] | undefined> {
  for (;;) {
    try {
      return await listWithProgress(backend, address);
    } catch (error) {
      if (isTokenscopeError(error, 'Cancelled')) {
        return undefined;
      }
      // Some servers complete, and list nothing.
      if (isTokenscopeError(error, 'ServerRefused') && error.args.status === 404) {
        return [];
      }
      if (!isTokenscopeError(error, 'ServerKeyRefused')) {
        throw error;
      }
      if ((await askKey(backend, address)) === undefined) {
        return undefined;
      }
    }
  }
}

async function listWithProgress(
  backend: ServerBackend,
  { host }: ServerAddress,
): Promise<readonly string[]> {
  const target = await backend.target();
  const title = l10n.t('Asking {0} for its models', host);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => listModels(target, signalOf(token)),
  );
}

/** Aborted when the token is cancelled. */
export function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) {
    abort.abort();
  }
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
