import type { Branch } from '../../common/completion/branches';
import { packToken, unpackToken, type PackedToken } from '../../common/completion/packedTokens';
import type { GuessRow } from '../../common/protocol/views/completionBranches';
import type { ViewModel } from '../../common/protocol/views/view';
import type { PromptText } from './promptInput';

/** A branch as it is kept. */
export type PackedBranch = Omit<Branch, 'tokens'> & { readonly tokens: readonly PackedToken[] };

/** What is kept of the texts of a prompt. */
export interface CompletionRun {
  /** Names the run for favourites, whatever becomes of the history. */
  readonly key: string;
  readonly source: string;
  readonly prompt: PromptText;
  readonly model: ViewModel | null;
  /** The catalog's id of the model; null of one that is not in it. */
  readonly modelId: string | null;
  readonly notices: readonly string[];
  readonly branches: readonly PackedBranch[];
  readonly shown: number | null;
  readonly guesses: readonly GuessRow[];
}

/** Tokens of a run whose alternatives are kept through a reload; each token has five. */
const keptAlternatives = 1_200;

/** Most branches stay as they are from one time to the next. */
const packed = new WeakMap<Branch, PackedBranch>();

export function packBranches(branches: readonly Branch[]): readonly PackedBranch[] {
  return branches.map((branch) => {
    const known = packed.get(branch) ?? {
      ...branch,
      tokens: branch.tokens.map((token) => packToken(token, true)),
    };
    packed.set(branch, known);
    return known;
  });
}

export function unpackBranches(branches: readonly PackedBranch[]): readonly Branch[] {
  return branches.map((branch) => ({
    ...branch,
    // A window that was closed meanwhile left it so.
    stopReason: branch.stopReason ?? 'failed',
    tokens: branch.tokens.map(unpackToken),
  }));
}

/** A run that fits where little is stored: of many tokens only the last ones keep their alternatives. */
export function thinned<Run extends CompletionRun>(run: Run): Run {
  let room = keptAlternatives;
  const branches = run.branches
    .toReversed()
    .map((branch) => {
      room -= branch.tokens.length;
      return room >= 0 ? branch : { ...branch, tokens: branch.tokens.map(withoutAlternatives) };
    })
    .toReversed();
  return { ...run, branches };
}

function withoutAlternatives([id, text, logProb, drawn, chunk]: PackedToken): PackedToken {
  return [id, text, logProb, drawn, chunk, []];
}
