import { l10n } from 'vscode';
import { meanLogProb } from '../../common/completion/branches';
import { emptyCompletion, type CompletionState } from '../../common/protocol/views/completion';
import type { SamplingForm } from '../../common/protocol/views/completion';
import type { GuessRow } from '../../common/protocol/views/completionBranches';
import type { ViewModel } from '../../common/protocol/views/view';
import { RunList, type KeptRun, type KeptRuns } from '../history/runList';
import { treeState, type TreeState } from './branchRows';
import { packBranches, thinned, unpackBranches, type CompletionRun } from './completionRuns';
import { shownTail, sourceOf } from './completionStates';
import { CompletionTree } from './completionTree';
import { Favourites, type KeptFavourite } from './favourites';
import { promptText, type PromptInput, type PromptText } from './promptInput';

/** What a later window needs of the Continue view. */
export interface KeptCompletion {
  readonly entry: number | null;
  readonly runs: KeptRuns<CompletionRun>;
  readonly favourites: readonly KeptFavourite[];
}

/** The part of the state that no list below gives. */
type Page = Omit<
  CompletionState,
  keyof TreeState | 'guesses' | 'favourites' | 'history' | 'entry' | 'restored'
>;

/** Characters of a prompt that its favourites keep. */
const favouritePrompt = 200;

/** What the Continue view knows: the prompt and its texts, earlier ones, favourites. */
export class CompletionBook {
  readonly tree = new CompletionTree();
  readonly favourites = new Favourites();
  readonly #history = new RunList<CompletionRun>();
  #page: Page;
  #state: CompletionState | null = null;
  #prompt: PromptText | null = null;
  #guesses: readonly GuessRow[] = [];
  #entry: number | null = null;
  #key = '';
  #modelId: string | null = null;
  #restored = false;

  constructor(
    form: SamplingForm,
    private readonly onChange: () => void,
  ) {
    this.#page = emptyCompletion(form);
  }

  get state(): CompletionState {
    this.#state ??= {
      ...this.#page,
      ...treeState(this.tree, this.favourites.starred(this.#key)),
      model: this.tree.shown?.ran ?? this.#page.model,
      guesses: this.#guesses,
      favourites: this.favourites.shown(this.#key),
      history: this.#history.entries,
      entry: this.#entry,
      restored: this.#restored,
    };
    return this.#state;
  }

  get prompt(): PromptText | null {
    return this.#prompt;
  }

  get shownRun(): KeptRun<CompletionRun> | null {
    return this.#history.find(this.#entry) ?? null;
  }

  get kept(): KeptCompletion {
    const runs = this.#history.kept;
    const [latest] = runs.runs;
    const shown = this.shownRun;
    const fitting = latest || !shown ? runs : { runs: [thinned(shown)], pinned: null };
    return { entry: this.#entry, runs: fitting, favourites: this.favourites.kept };
  }

  /** Takes a new prompt, whose texts make a tree of their own. */
  begin(input: PromptInput): void {
    this.tree.clear();
    this.#prompt = promptText(input);
    this.#guesses = [];
    this.#entry = null;
    this.#key = crypto.randomUUID();
    this.#modelId = null;
    this.#restored = false;
    const { form, closed, server, run } = this.#page;
    this.set({
      ...emptyCompletion(form),
      ...{ run, closed, server, status: 'done' },
      source: sourceOf(input),
      ...shownTail(input.prompt, 0),
      hasSelection: input.selected,
    });
  }

  /** A run begins. @param progress what is going on until its first token. */
  running(model: ViewModel, progress: string): void {
    const run = this.#page.run + 1;
    this.set({ run, status: 'running', progress, model, error: null });
  }

  /** A run has ended. @param modelId the model that ran, where it is known. */
  settled(change: Partial<Page>, modelId: string | null = null): void {
    this.#modelId = modelId ?? this.#modelId;
    this.#page = { ...this.#page, progress: null, ...change };
    this.keep();
  }

  /** Writes what is shown into the history, and tells. */
  keep(): void {
    if (this.tree.branches.length > 0) {
      const run = this.#run();
      if (this.#entry === null) {
        this.#entry = this.#history.add(run).run;
      } else {
        this.#history.update(this.#entry, run);
      }
    }
    this.changed();
  }

  set(change: Partial<Page>): void {
    this.#page = { ...this.#page, ...change };
    this.changed();
  }

  /** Something that the state is made of has changed. */
  changed(): void {
    this.#state = null;
    this.onChange();
  }

  /** Tokens came, of which the view is told apart. */
  grown(): void {
    this.#state = null;
  }

  guessed(guess: GuessRow): void {
    this.#guesses = [...this.#guesses, guess];
  }

  /** Gives a branch a star, or takes it away. */
  star(id: number): void {
    const branch = this.tree.find(id);
    if (!branch || this.#prompt === null) {
      return;
    }
    const { tokens, text } = this.tree.pathOf(branch);
    this.favourites.toggle({
      text,
      prompt: this.#prompt.prompt.slice(-favouritePrompt),
      meanLogProb: meanLogProb(tokens),
      tokens: tokens.length,
      source: this.#page.source ?? '',
      model: (branch.ran ?? this.#page.model)?.name ?? '',
      key: this.#key,
      branch: id,
    });
    this.changed();
  }

  /** Shows the texts of an earlier prompt again; false when they are not kept any more. */
  showRun(run: number): boolean {
    const found = this.#history.find(run);
    if (found) {
      this.#open(found);
      this.changed();
    }
    return found !== undefined;
  }

  restore(saved: KeptCompletion | undefined): void {
    if (!saved?.runs) {
      return;
    }
    this.#history.restore(saved.runs);
    this.favourites.restore(saved.favourites);
    const found = this.#history.find(saved.entry);
    if (found) {
      this.#open(found);
    }
    this.changed();
  }

  /** Forgets the texts, the earlier ones and the favourites. */
  clear(): void {
    this.tree.clear();
    this.#history.clear();
    this.favourites.restore([]);
    this.#prompt = null;
    this.#guesses = [];
    this.#entry = null;
    this.#key = '';
    this.#restored = false;
    const { form, closed, server, run } = this.#page;
    this.set({ ...emptyCompletion(form), run, closed, server });
  }

  #open(kept: KeptRun<CompletionRun>): void {
    const { key, source, prompt, model, modelId, notices, branches, shown, guesses, run } = kept;
    this.tree.restore(unpackBranches(branches), shown);
    this.#prompt = prompt;
    this.#guesses = guesses;
    this.#entry = run;
    this.#key = key;
    this.#modelId = modelId;
    this.#restored = true;
    const { form, closed, server } = this.#page;
    this.#page = {
      ...emptyCompletion(form),
      ...{ closed, server, run: this.#page.run + 1, status: 'done', source, model, notices },
      ...shownTail(prompt.prompt, 0),
    };
  }

  #run(): CompletionRun {
    const { source, notices } = this.#page;
    const model = this.tree.shown?.ran ?? this.#page.model;
    return {
      key: this.#key,
      source: source ?? l10n.t('Untitled'),
      prompt: this.#prompt ?? { prompt: '', cut: false, spaceDropped: false },
      ...{ model, notices, modelId: this.#modelId },
      branches: packBranches(this.tree.branches),
      shown: this.tree.shown?.id ?? null,
      guesses: this.#guesses,
    };
  }
}
