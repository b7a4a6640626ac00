import { l10n } from 'vscode';
import type { Favourite } from '../../common/protocol/views/completionBranches';

/** A favourite as it is kept; `key` and `branch` say where its text came from. */
export interface KeptFavourite extends Omit<Favourite, 'branch' | 'label'> {
  readonly source: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Names the prompt's run, also when the history has forgotten it. */
  readonly key: string;
  readonly branch: number;
}

/** What is known of a text that gets a star. */
export type Starred = Omit<KeptFavourite, 'id' | 'at'>;

/** At most so many are kept; the oldest goes then. */
const most = 100;

/** The texts that were kept with a star, the latest first. */
export class Favourites {
  #kept: readonly KeptFavourite[] = [];

  get kept(): readonly KeptFavourite[] {
    return this.#kept;
  }

  find(id: number): KeptFavourite | undefined {
    return this.#kept.find((each) => each.id === id);
  }

  /** As the view lists them. @param key of the run that is shown. */
  shown(key: string): readonly Favourite[] {
    return this.#kept.map(({ source, at, key: from, branch, ...rest }) => ({
      ...rest,
      label: l10n.t('{0} at {1}', source, new Date(at).toLocaleString()),
      branch: from === key ? branch : null,
    }));
  }

  /** The branches of a run that have a star. */
  starred(key: string): ReadonlySet<number> {
    return new Set(this.#kept.filter((each) => each.key === key).map(({ branch }) => branch));
  }

  /** Gives a text a star, or takes it away. */
  toggle(text: Starred): void {
    const own = this.#kept.find(({ key, branch }) => key === text.key && branch === text.branch);
    if (own) {
      this.remove(own.id);
      return;
    }
    const id = 1 + Math.max(0, ...this.#kept.map((each) => each.id));
    this.#kept = [{ ...text, id, at: new Date().toISOString() }, ...this.#kept].slice(0, most);
  }

  remove(id: number): void {
    this.#kept = this.#kept.filter((each) => each.id !== id);
  }

  restore(kept: readonly KeptFavourite[]): void {
    this.#kept = kept;
  }
}
