import {
  findBranch,
  partingPlace,
  pathOf,
  type Branch,
  type BranchOrigin,
} from '../../common/completion/branches';
import { sampleSeed } from '../../common/protocol/model/completionSamples';
import {
  sameChoice,
  type CompletedChoice,
  type CompletedToken,
} from '../../common/completion/completedToken';
import type { SamplingParams } from '../../common/protocol/model/completion';

/** Where a run goes on, and with what. */
export interface RunPlan {
  readonly origin: BranchOrigin;
  /** The branch it goes on from; null: the prompt. */
  readonly parent: number | null;
  /** Tokens behind the prompt that stay. */
  readonly keep: number;
  /** Tokens that were put there by hand, behind those. */
  readonly given: readonly CompletedToken[];
}

/** The first text of a prompt. */
export const firstPlan: RunPlan = { origin: 'first', parent: null, keep: 0, given: [] };

/** Another text in the place of a branch. */
export function againPlan({ parent, keep, tokens, given }: Branch): RunPlan {
  return { origin: 'again', parent, keep, given: tokens.slice(0, given) };
}

/** A text behind a branch's. */
export function extensionPlan(branches: readonly Branch[], branch: Branch): RunPlan {
  const { tokens } = pathOf(branches, branch);
  return { origin: 'extension', parent: branch.id, keep: tokens.length, given: [] };
}

/**
 * A text that has another token at a place of the shown one.
 * @param place from 0, among the tokens behind the prompt; their number is the end.
 */
export function alternativePlan(
  branches: readonly Branch[],
  shown: number | null,
  place: number,
  choice: CompletedChoice,
): RunPlan {
  const branch = findBranch(branches, shown);
  const path = branch ? pathOf(branches, branch).tokens : [];
  const replaced = path[place];
  return {
    origin: 'alternative',
    ...(branch ? partingPlace(branches, branch, place) : { parent: null, keep: 0 }),
    given: [
      {
        ...choice,
        index: 0,
        // It was not drawn: taken for certain.
        sampledLogProb: 0,
        alternatives: replaced?.alternatives ?? [],
        // Bytes of an unfinished character have no text of their own.
        chunk: choice.text.includes('\uFFFD') ? '' : choice.text,
      },
    ],
  };
}

/**
 * The sampling of a run: its seed, or the first after it that gives another text than those that are in
 * the same place already. A greedy run always gives the same one.
 */
export function freshSampling(
  branches: readonly Branch[],
  { parent, keep, given }: RunPlan,
  sampling: SamplingParams,
): SamplingParams {
  const taken = branches
    .filter((each) => each.parent === parent && each.keep === keep)
    .filter(({ tokens }) => given.every((each, index) => isSame(tokens[index], each)))
    .map((each) => JSON.stringify(each.sampling));
  let fresh = sampling;
  while (!sampling.greedy && taken.includes(JSON.stringify(fresh))) {
    fresh = { ...fresh, seed: sampleSeed(fresh.seed, 1) };
  }
  return fresh;
}

function isSame(token: CompletedToken | undefined, other: CompletedToken): boolean {
  return token !== undefined && sameChoice(token, other);
}
