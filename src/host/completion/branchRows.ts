import {
  findBranch,
  keptPath,
  meanLogProb,
  pathOf,
  unmeasured,
  type Branch,
} from '../../common/completion/branches';
import { isPiece } from '../../common/completion/completedToken';
import type { BranchRow, SampleState } from '../../common/protocol/views/completionBranches';
import type { CompletionState } from '../../common/protocol/views/completion';
import type { CompletionTree } from './completionTree';
import { stopWords } from './completionStates';

/** Characters of a branch that its row in the tree shows. */
const shownWords = 60;

/** What the view shows of the texts of a prompt. */
export type TreeState = Pick<
  CompletionState,
  | 'tokens'
  | 'text'
  | 'kept'
  | 'chosen'
  | 'branches'
  | 'shown'
  | 'samples'
  | 'promptTokens'
  | 'millisecondsToFirstToken'
  | 'tokensPerSecond'
  | 'seed'
  | 'stopped'
>;

/** @param starred ids of the branches that are favourites. */
export function treeState(tree: CompletionTree, starred: ReadonlySet<number>): TreeState {
  const { shown, batch, branches } = tree;
  const path = tree.path;
  return {
    ...path,
    kept: shown?.keep ?? 0,
    chosen: shown ? chosenPlaces(branches, shown) : [],
    branches: branches.map((branch) => branchRow(branches, branch, starred)),
    shown: shown?.id ?? null,
    samples: batch.length > 1 ? batch.map((each) => sampleState(branches, each, starred)) : [],
    ...(shown?.timing ?? unmeasured),
    seed: shown ? seedOf(shown) : null,
    stopped: shown ? stoppedWords(shown) : null,
  };
}

function branchRow(
  branches: readonly Branch[],
  branch: Branch,
  starred: ReadonlySet<number>,
): BranchRow {
  const { id, parent, origin, tokens } = branch;
  return {
    ...{ id, parent, origin },
    words: ownText(branches, branch).trimStart().slice(0, shownWords),
    tokens: tokens.length,
    meanLogProb: meanLogProb(tokens),
    favourite: starred.has(id),
  };
}

function sampleState(
  branches: readonly Branch[],
  branch: Branch,
  starred: ReadonlySet<number>,
): SampleState {
  return {
    branch: branch.id,
    tokens: pathOf(branches, branch).tokens.slice(branch.keep),
    text: ownText(branches, branch),
    seed: seedOf(branch),
    score: branch.score,
    stopped: stoppedWords(branch),
    favourite: starred.has(branch.id),
  };
}

function ownText(branches: readonly Branch[], branch: Branch): string {
  return pathOf(branches, branch).text.slice(keptPath(branches, branch).text.length);
}

function seedOf({ sampling, score }: Branch): number | null {
  return sampling.greedy || score !== null ? null : sampling.seed;
}

function stoppedWords({ stopReason, tokens, given, sampling }: Branch): string | null {
  return stopReason === null || stopReason === 'failed'
    ? null
    : stopWords(stopReason, tokens.some(isPiece) ? sampling.maxNewTokens : tokens.length - given);
}

/** Places in a branch's text, from the prompt on, of tokens that were put there by hand. */
function chosenPlaces(branches: readonly Branch[], branch: Branch): number[] {
  const parent = findBranch(branches, branch.parent);
  const before = parent
    ? chosenPlaces(branches, parent).filter((place) => place < branch.keep)
    : [];
  return [...before, ...Array.from({ length: branch.given }, (_, index) => branch.keep + index)];
}
