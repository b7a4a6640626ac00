/** How the Continue view is looked at: what it remembers itself. */
export interface Remembered {
  readonly scroll: number;
  readonly settingsOpen: boolean;
  readonly branchesOpen: boolean;
  readonly nextOpen: boolean;
  readonly keptOpen: boolean;
  /** Tokens are not shaded by their probability. */
  readonly unshaded: boolean;
  /** The next token is guessed before it comes. */
  readonly guessing: boolean;
}

/** The sections of the view that open. */
export type SectionName = 'settingsOpen' | 'branchesOpen' | 'nextOpen' | 'keptOpen';
