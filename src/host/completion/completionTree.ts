import {
  findBranch,
  pathOf,
  unmeasured,
  type Branch,
  type BranchPath,
} from '../../common/completion/branches';
import { sampleSeed } from '../../common/protocol/model/completionSamples';
import type { CompletedToken } from '../../common/completion/completedToken';
import type { SamplingParams } from '../../common/protocol/model/completion';
import type { RunPlan } from './runPlan';

/** The texts of a run that begins. */
export interface BegunTexts extends Pick<Branch, 'numBeams' | 'ran'> {
  readonly count: number;
}

/** The texts of a prompt, and which of them is shown. */
export class CompletionTree {
  #branches: readonly Branch[] = [];
  #shown: number | null = null;
  #last = 0;

  get branches(): readonly Branch[] {
    return this.#branches;
  }

  get shown(): Branch | undefined {
    return findBranch(this.#branches, this.#shown);
  }

  /** The shown text behind the prompt. */
  get path(): BranchPath {
    const { shown } = this;
    return shown ? this.pathOf(shown) : { tokens: [], text: '' };
  }

  /** The branches of the shown one's run, it among them. */
  get batch(): readonly Branch[] {
    const { shown } = this;
    return shown ? this.#branches.filter(({ batch }) => batch === shown.batch) : [];
  }

  find(id: number): Branch | undefined {
    return findBranch(this.#branches, id);
  }

  /** The whole text of a branch behind the prompt. */
  pathOf(branch: Branch): BranchPath {
    return pathOf(this.#branches, branch);
  }

  /** Shows a branch; one that is not there leaves things as they are. */
  show(id: number): void {
    if (this.find(id)) {
      this.#shown = id;
    }
  }

  /**
   * Begins branches of one run, and shows the first.
   * @param sampling of the first; the others have their own seeds.
   */
  begin(
    plan: RunPlan,
    sampling: SamplingParams,
    { count, numBeams, ran }: BegunTexts,
  ): readonly Branch[] {
    const { origin, parent, keep, given } = plan;
    const first = this.#last + 1;
    const begun = Array.from({ length: count }, (_, k) => ({
      ...{ id: first + k, parent, keep, origin, batch: first, tokens: given },
      given: given.length,
      readText: null,
      sampling: { ...sampling, seed: sampleSeed(sampling.seed, k) },
      ran,
      numBeams,
      stopReason: null,
      score: null,
      timing: unmeasured,
    }));
    this.#branches = [...this.#branches, ...begun];
    this.#last += count;
    this.#shown = first;
    return begun;
  }

  /** Puts tokens at the end of a branch. */
  grow(id: number, tokens: readonly CompletedToken[]): void {
    this.change(id, { tokens: [...(this.find(id)?.tokens ?? []), ...tokens] });
  }

  change(id: number, change: Partial<Branch>): void {
    this.#branches = this.#branches.map((each) => (each.id === id ? { ...each, ...change } : each));
  }

  /** Takes out a branch that nothing goes on from; its parent is shown then, if it was. */
  drop(id: number): void {
    const dropped = this.find(id);
    this.#branches = this.#branches.filter((each) => each.id !== id);
    if (this.#shown === id) {
      const rest = this.#branches.filter(({ batch }) => batch === dropped?.batch);
      this.#shown = rest[0]?.id ?? dropped?.parent ?? this.#branches.at(-1)?.id ?? null;
    }
  }

  clear(): void {
    this.restore([], null);
  }

  restore(branches: readonly Branch[], shown: number | null): void {
    this.#branches = branches;
    this.#shown = findBranch(branches, shown)?.id ?? branches[0]?.id ?? null;
    this.#last = Math.max(0, ...branches.map(({ id, batch }) => Math.max(id, batch)));
  }
}
