import { RequestType } from 'vscode-jsonrpc';
import type { NextStepResult } from '../model/nextStep';

/** The next token's distribution at a place, whole, so that the view can apply the processors to it. */
export type NextTokenView = Pick<NextStepResult, 'logits' | 'ids' | 'texts'>;

/**
 * Asks for the distribution behind the first `place` tokens of the shown text. An error is the sentence
 * that says what went wrong; null when another question came meanwhile.
 */
export const lookAtNextToken = new RequestType<
  { readonly place: number },
  NextTokenView | { readonly error: string } | null,
  unknown
>('completion/nextToken');
