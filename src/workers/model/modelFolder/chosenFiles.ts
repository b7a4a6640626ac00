import { isTokenscopeError, TokenscopeError } from '../../../common/errors';

/**
 * Does work on a model folder that the user chose.
 * @throws TokenscopeError what `work` throws, but `ChosenFileMissing` and `ChosenFileCorrupt` for
 * `FileMissing` and `FileCorrupt`.
 */
export async function onChosenFiles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTokenscopeError(error, 'FileMissing')) {
      throw new TokenscopeError('ChosenFileMissing', error.args);
    }
    if (isTokenscopeError(error, 'FileCorrupt')) {
      throw new TokenscopeError('ChosenFileCorrupt', error.args);
    }
    throw error;
  }
}
