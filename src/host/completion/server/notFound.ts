import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { listModels, type ServerTarget } from './serverClient';

/** Seconds within which the list of models comes: it is small. */
const listSeconds = 10;

/**
 * What an answer "404 not found" means: the model, when the server lists others; else the address.
 * Every other error is returned as it is.
 */
export async function explainNotFound(
  error: unknown,
  target: ServerTarget,
  model: string,
  signal: AbortSignal,
): Promise<unknown> {
  if (!isTokenscopeError(error, 'ServerRefused') || error.args.status !== 404) {
    return error;
  }
  const { host } = target.address;
  const limits = { ...target.limits, first: listSeconds };
  try {
    const models = await listModels({ ...target, limits }, signal);
    return models.includes(model)
      ? error
      : new TokenscopeError('ServerModelUnknown', { host, model, models });
  } catch (reason) {
    return isTokenscopeError(reason, 'Cancelled')
      ? reason
      : new TokenscopeError('ServerNotApi', { host, answer: '404' });
  }
}
