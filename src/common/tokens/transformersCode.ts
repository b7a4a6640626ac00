import type { CodeInput } from './codeInput';
import { javascriptCode } from './javascriptCode';
import { pythonCode } from './pythonCode';

/** A program for `transformers` that gives the ids, masks and type ids of the result, as `encoding`. */
export function transformersCode(input: CodeInput, language: 'python' | 'javascript'): string {
  const lines = language === 'python' ? pythonCode(input) : javascriptCode(input);
  return [...lines, ''].join('\n');
}
