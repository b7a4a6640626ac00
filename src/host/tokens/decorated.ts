import type { TextDocument } from 'vscode';
import type { OffsetRange, TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import type { TokenOptions } from './tokenOptions';

/** What an editor is to show, asked anew at each update. */
export interface DecoratorInput {
  readonly targets: readonly OffsetRange[];
  readonly options: TokenOptions;
  readonly tokenizer: TokenizerRef;
}

/** What a decorated editor shows now. */
export interface Decorated {
  readonly document: TextDocument;
  readonly version: number;
  readonly targets: readonly OffsetRange[];
  readonly tokenizer: TokenizerRef;
}

/** What an update is for: while it stays the same, a newer update does not supersede the old one. */
export type Goal = Omit<Decorated, 'document'>;

/** Whether an update for one goal draws what the other asks for, as far as it is visible. */
export function isSame(one: Goal, other: Goal): boolean {
  return (
    one.version === other.version &&
    one.tokenizer.file === other.tokenizer.file &&
    one.targets.length === other.targets.length &&
    one.targets.every((range, index) => {
      const its = other.targets[index];
      return range.start === its?.start && range.end === its.end;
    })
  );
}
