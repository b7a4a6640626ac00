import { readFile } from 'node:fs/promises';
import { TokenscopeError } from '../../../common/errors';
import { fileProblem } from '../../files/fileProblem';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a file that holds a JSON object.
 * @param file absolute path.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`.
 */
export async function readObject(file: string): Promise<JsonObject> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
      return json as JsonObject;
    }
  } catch {
    // The same as JSON of another kind.
  }
  throw new TokenscopeError('FileCorrupt', { file, reason: 'it is not a JSON object' });
}
