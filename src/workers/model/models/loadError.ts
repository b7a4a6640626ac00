import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { ModelRef } from '../../../common/protocol/model/models';
import { isMemoryError } from '../completion/runErrors';

/**
 * What a library's error at loading means: `WrongModelKind`, `OutOfMemory`, `FileMissing` for data beside
 * the graph, or `FileCorrupt`.
 * @param graph path of the ONNX file, below the model's folder.
 */
export function loadError(model: ModelRef, graph: string, error: unknown): TokenscopeError {
  const message = error instanceof Error ? error.message : String(error);
  if (/unsupported model type/i.test(message)) {
    return new TokenscopeError('WrongModelKind', { model: model.id, needed: model.task });
  }
  if (isMemoryError(message)) {
    return new TokenscopeError('OutOfMemory', { model: model.id });
  }
  const data = /external data path does not exist: "(.+?)"/i.exec(message)?.[1];
  if (data !== undefined) {
    return new TokenscopeError('FileMissing', { file: data });
  }
  return new TokenscopeError('FileCorrupt', {
    file: path.join(model.folder, ...graph.split('/')),
    reason: message.slice(0, 300),
  });
}
