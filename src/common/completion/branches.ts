import type { ViewModel } from '../protocol/views/view';
import { sumLogProb, textOf, type CompletedToken } from './completedToken';
import type { SamplingParams, StopReason } from '../protocol/model/completion';

/**
 * How a branch came to be: by the first run on a prompt, again, further, at another token, or one token at a
 * time with guesses.
 */
export type BranchOrigin = 'first' | 'again' | 'extension' | 'alternative' | 'guessed';

/** Why a text stops; `ended`: a server ended it, and does not say whether by a stop string. */
export type BranchStop = StopReason | 'ended';

/** A text that was generated behind a prompt; with those that go on from it, it makes a tree. */
export interface Branch {
  readonly id: number;
  /** The branch it goes on from; null: the prompt. */
  readonly parent: number | null;
  /** Tokens behind the prompt that stood there before its own: the first so many of its parent's text. */
  readonly keep: number;
  readonly origin: BranchOrigin;
  /** Texts of one run share it: samples, or the best texts of a beam search. */
  readonly batch: number;
  /** Its own tokens. */
  readonly tokens: readonly CompletedToken[];
  /** How many of them, the first ones, were put there by hand. */
  readonly given: number;
  /** Text of the kept and the given tokens, as the model process cut it before the next; null: not told. */
  readonly readText: string | null;
  /** Of this text; the seed of a sample is its own. */
  readonly sampling: SamplingParams;
  /** The model that wrote it; null where that is not known. */
  readonly ran: ViewModel | null;
  /** Null while it grows; `failed` when its run broke off. */
  readonly stopReason: BranchStop | 'failed' | null;
  /** 1: no beam search. */
  readonly numBeams: number;
  /** Of a beam search: Σ ln p / number of tokens, the end token among them; null for others. */
  readonly score: number | null;
  readonly timing: BranchTiming;
}

/** What was measured of the run, null until it is. */
export interface BranchTiming {
  readonly promptTokens: number;
  readonly millisecondsToFirstToken: number | null;
  readonly tokensPerSecond: number | null;
}

/** Of a run of which nothing is measured, or not yet. */
export const unmeasured: BranchTiming = {
  promptTokens: 0,
  millisecondsToFirstToken: null,
  tokensPerSecond: null,
};

/** A text from the prompt on. */
export interface BranchPath {
  readonly tokens: readonly CompletedToken[];
  /** The chunks of its tokens joined. */
  readonly text: string;
}

/** The branch with this id. */
export function findBranch(branches: readonly Branch[], id: number | null): Branch | undefined {
  return branches.find((branch) => branch.id === id);
}

/** The tokens before a branch's own, with chunks that give the text there. */
export function keptPath(branches: readonly Branch[], branch: Branch): BranchPath {
  const tokens = readTokens(branches, branch).slice(0, branch.keep);
  return { tokens, text: textOf(tokens) };
}

/** Each is worked out once: what a branch goes on from does not change any more. */
const paths = new WeakMap<Branch, BranchPath>();

/** The whole text of a branch behind the prompt; tokens are numbered anew. */
export function pathOf(branches: readonly Branch[], branch: Branch): BranchPath {
  const known = paths.get(branch);
  if (known) {
    return known;
  }
  const read = readTokens(branches, branch);
  const all = [...read, ...branch.tokens.slice(branch.given)];
  const tokens = all.map((token, index) => (token.index === index ? token : { ...token, index }));
  const path = { tokens, text: textOf(tokens) };
  paths.set(branch, path);
  return path;
}

/** What the model read of a branch behind the prompt: the kept tokens, and those put there by hand. */
function readTokens(branches: readonly Branch[], branch: Branch): readonly CompletedToken[] {
  const parent = findBranch(branches, branch.parent);
  const kept = parent ? pathOf(branches, parent).tokens.slice(0, branch.keep) : [];
  const read = [...kept, ...branch.tokens.slice(0, branch.given)];
  return branch.readText === null ? read : withText(read, branch.readText);
}

/**
 * Where a text parts that has another token at a place of this branch's text: the branch that it goes on
 * from, which is the one that the token before the place belongs to.
 * @param keep tokens of the text, from the prompt on, that stay.
 */
export function partingPlace(
  branches: readonly Branch[],
  branch: Branch,
  keep: number,
): Pick<Branch, 'parent' | 'keep'> {
  let owner = branch;
  while (keep <= owner.keep) {
    const parent = findBranch(branches, owner.parent);
    if (!parent) {
      return { parent: null, keep: 0 };
    }
    owner = parent;
  }
  return { parent: owner.id, keep };
}

/** Whether the ids of a tree's tokens are those of a model: no other has written in it. */
export function idsHold(
  branches: readonly Pick<Branch, 'ran'>[],
  { name, revision }: Pick<ViewModel, 'name' | 'revision'>,
): boolean {
  return branches.every(
    ({ ran }) => ran === null || (ran.name === name && ran.revision === revision),
  );
}

/** Mean of the model's ln p over tokens (temperature 1), in nats; null without tokens, or where one has none. */
export function meanLogProb(tokens: readonly CompletedToken[]): number | null {
  const sum = tokens.length === 0 ? null : sumLogProb(tokens);
  return sum === null ? null : sum / tokens.length;
}

/** The tokens with chunks that add up to `text`: cut at its end, or with what is left in the last one. */
function withText(tokens: readonly CompletedToken[], text: string): readonly CompletedToken[] {
  let position = 0;
  return tokens.map((token, index) => {
    const length = index === tokens.length - 1 ? text.length : token.chunk.length;
    const chunk = text.slice(position, position + length);
    position += chunk.length;
    return { ...token, chunk };
  });
}
