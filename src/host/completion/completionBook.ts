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

/** The prompt whose texts are in the tree. */
interface OpenPrompt {
  readonly prompt: PromptText | null;
  readonly guesses: readonly GuessRow[];
  /** Its run in the history; null while it has none. */
  readonly entry: number | null;
  /** Names it for favourites. */
  readonly key: string;
  readonly modelId: string | null;
  readonly restored: boolean;
}

const noPrompt: OpenPrompt = {
  prompt: null,
  guesses: [],
  entry: null,
  key: '',
  modelId: null,
  restored: false,
};

/** Characters of a prompt that its favourites keep. */
const favouritePrompt = 200;

/** What the Continue view knows: the prompt and its texts, earlier ones, favourites. */
export class CompletionBook {
  readonly tree = new CompletionTree();
  readonly favourites = new Favourites();
  readonly #history = new RunList<CompletionRun>();
  #page: Page;
  #state: CompletionState | null = null;
  #open = noPrompt;

  constructor(
    form: SamplingForm,
    private readonly onChange: () => void,
  ) {
    this.#page = emptyCompletion(form);
  }

  get state(): CompletionState {
    const { guesses, entry, key, restored } = this.#open;
    this.#state ??= {
      ...this.#page,
      ...treeState(this.tree, this.favourites.starred(key)),
      model: this.tree.shown?.ran ?? this.#page.model,
      favourites: this.favourites.shown(key),
      history: this.#history.entries,
      ...{ guesses, entry, restored },
    };
    return this.#state;
  }

  /** Number of the run, as the state has it: to be asked for at each token, without making that. */
  get run(): number {
    return this.#page.run;
  }

  get prompt(): PromptText | null {
    return this.#open.prompt;
  }

  get shownRun(): KeptRun<CompletionRun> | null {
    return this.#history.find(this.#open.entry) ?? null;
  }

  get kept(): KeptCompletion {
    const runs = this.#history.kept;
    const [latest] = runs.runs;
    const shown = this.shownRun;
    const fitting = latest || !shown ? runs : { runs: [thinned(shown)], pinned: null };
    return { entry: this.#open.entry, runs: fitting, favourites: this.favourites.kept };
  }

  /** Takes a new prompt, whose texts make a tree of their own. */
  begin(input: PromptInput): void {
    this.tree.clear();
    this.#open = { ...noPrompt, prompt: promptText(input), key: crypto.randomUUID() };
    this.set({
      ...this.#blank,
      status: 'done',
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
    this.#open = { ...this.#open, modelId: modelId ?? this.#open.modelId };
    this.#page = { ...this.#page, progress: null, ...change };
    this.keep();
  }

  /** Writes what is shown into the history, and tells. */
  keep(): void {
    if (this.tree.branches.length > 0) {
      const { entry } = this.#open;
      const run = this.#run();
      if (entry === null) {
        this.#open = { ...this.#open, entry: this.#history.add(run).run };
      } else {
        this.#history.update(entry, run);
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
    this.#open = { ...this.#open, guesses: [...this.#open.guesses, guess] };
  }

  /** Gives a branch a star, or takes it away. */
  star(id: number): void {
    const branch = this.tree.find(id);
    const { prompt, key } = this.#open;
    if (!branch || prompt === null) {
      return;
    }
    const { tokens, text } = this.tree.pathOf(branch);
    this.favourites.toggle({
      text,
      prompt: prompt.prompt.slice(-favouritePrompt),
      meanLogProb: meanLogProb(tokens),
      tokens: tokens.length,
      source: this.#page.source ?? '',
      model: (branch.ran ?? this.#page.model)?.name ?? '',
      key,
      branch: id,
    });
    this.changed();
  }

  /** Shows the texts of an earlier prompt again; false when they are not kept any more. */
  showRun(run: number): boolean {
    const found = this.#history.find(run);
    if (found) {
      this.#show(found);
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
      this.#show(found);
    }
    this.changed();
  }

  /** Forgets the texts, the earlier ones and the favourites. */
  clear(): void {
    this.tree.clear();
    this.#history.clear();
    this.favourites.restore([]);
    this.#open = noPrompt;
    this.set(this.#blank);
  }

  /** The page without a prompt: what does not depend on it stays. */
  get #blank(): Page {
    const { form, closed, server, run } = this.#page;
    return { ...emptyCompletion(form), closed, server, run };
  }

  #show(kept: KeptRun<CompletionRun>): void {
    const { key, source, prompt, model, modelId, notices, branches, shown, guesses, run } = kept;
    this.tree.restore(unpackBranches(branches), shown);
    this.#open = { prompt, guesses, entry: run, key, modelId, restored: true };
    this.#page = {
      ...this.#blank,
      ...{ run: this.#page.run + 1, status: 'done', source, model, notices },
      ...shownTail(prompt.prompt, 0),
    };
  }

  #run(): CompletionRun {
    const { source, notices } = this.#page;
    const { prompt, guesses, key, modelId } = this.#open;
    const { branches, shown } = this.tree;
    return {
      ...{ key, notices, modelId, guesses },
      source: source ?? l10n.t('Untitled'),
      prompt: prompt ?? { prompt: '', cut: false, spaceDropped: false },
      model: shown?.ran ?? this.#page.model,
      branches: packBranches(branches),
      shown: shown?.id ?? null,
    };
  }
}
