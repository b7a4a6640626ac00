import { l10n, ThemeIcon, window, type QuickInputButton, type QuickPick } from 'vscode';
import { onnxAlias } from '../../../common/hub/aliases';
import { parseHubReference } from '../../../common/hub/hubIds';
import type { HubSearchResult } from '../../../common/hub/hubModel';
import type { ModelTask } from '../../../common/protocol/model/models';
import { viewError } from '../../errors/report';
import { Debounce } from '../../lifecycle/debounce';
import type { CachedEntry } from '../../models/cachedEntries';
import type { ModelDownload } from '../../models/downloads';
import { taskWords } from '../../models/modelItem';
import { separator } from '../../wording/separator';
import type { HubSearch } from '../hub/hubClient';
import {
  cachedItems,
  curatedItems,
  foundItem,
  offlineItem,
  stoppedItems,
  typedItems,
  type AddItem,
} from './addModelItems';

/** What the picker lists and asks. */
export interface AddModelSources {
  readonly endpoint: string;
  /** Whether no request may be made. */
  readonly offline: boolean;
  readonly downloads: readonly ModelDownload[];
  cached(): Promise<readonly CachedEntry[]>;
  search(search: HubSearch, signal: AbortSignal): Promise<readonly HubSearchResult[]>;
}

/** Milliseconds without a key before the hub is asked, and how many models it gives. */
const pause = 350;
const limit = 20;

/** Shorter words find everything. */
const shortest = 2;

/** Every task that is used here; `@task` in the box stands for its button. */
const tasks: readonly (readonly [ModelTask, icon: string])[] = [
  ['fill-mask', 'edit'],
  ['text-generation', 'arrow-right'],
  ['text-classification', 'smiley'],
  ['token-classification', 'person'],
  ['question-answering', 'question'],
];

interface TaskButton extends QuickInputButton {
  readonly task: ModelTask;
}

/**
 * Proposes models, and searches the hub for what is typed; a pasted id or address is taken as it is.
 * @param task that is looked for from the beginning.
 * @returns undefined when the user gave up.
 */
export function pickAddition(
  sources: AddModelSources,
  task: ModelTask | null,
): Promise<AddItem['answer']> {
  const picker = new AddModelPicker(sources, task);
  return picker.answer();
}

class AddModelPicker {
  readonly #picker: QuickPick<AddItem> = window.createQuickPick<AddItem>();
  readonly #debounce = new Debounce(pause, () => void this.#search());
  #cached: readonly CachedEntry[] = [];
  #found: AddItem[] = [];
  #asking: AbortController | null = null;

  constructor(
    private readonly sources: AddModelSources,
    task: ModelTask | null,
  ) {
    const picker = this.#picker;
    picker.title = l10n.t('Add Model');
    picker.placeholder = sources.offline
      ? l10n.t('Search the models of the cache')
      : l10n.t('Search the hub, or paste an id (owner/name, owner/name@revision) or an address');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.ignoreFocusOut = true;
    picker.value = task === null ? '' : `@${task} `;
    picker.buttons = tasks.map(([each, icon]): TaskButton => ({
      task: each,
      iconPath: new ThemeIcon(icon),
      tooltip: l10n.t('Only what {0}', taskWords(each)),
    }));
  }

  answer(): Promise<AddItem['answer']> {
    const picker = this.#picker;
    return new Promise((resolve) => {
      const done = (given: AddItem['answer']): void => {
        resolve(given);
        this.#asking?.abort();
        this.#debounce.dispose();
        picker.dispose();
      };
      picker.onDidAccept(() => {
        const given = picker.selectedItems[0]?.answer;
        if (given !== undefined) {
          done(given);
        }
      });
      picker.onDidTriggerButton((button) => this.#filter((button as TaskButton).task));
      picker.onDidChangeValue(() => this.#changed());
      picker.onDidHide(() => done(undefined));
      this.#changed();
      picker.show();
      void this.sources.cached().then((cached) => {
        this.#cached = cached;
        this.#list();
      });
    });
  }

  /** The button of a task takes its filter on and off. */
  #filter(task: ModelTask): void {
    const { words, task: before } = this.#typed;
    this.#picker.value = before === task ? words : `@${task} ${words}`;
    this.#changed();
  }

  /** What is in the box: a task, and words. */
  get #typed(): { readonly task: ModelTask | null; readonly words: string } {
    const [, named, words = ''] = /^\s*(?:@(\S+)(?:\s+|$))?(.*)$/s.exec(this.#picker.value) ?? [];
    const task = tasks.find(([each]) => each === named)?.[0] ?? null;
    // An unknown task is a word like any other.
    return task === null
      ? { task, words: this.#picker.value.trim() }
      : { task, words: words.trim() };
  }

  #changed(): void {
    this.#asking?.abort();
    this.#found = [];
    const { words } = this.#typed;
    const asks = !this.sources.offline && words.length >= shortest;
    this.#picker.busy = asks;
    if (asks) {
      this.#debounce.schedule();
    } else {
      this.#debounce.cancel();
    }
    this.#list();
  }

  #list(): void {
    const { task, words } = this.#typed;
    const { downloads, offline } = this.sources;
    // VS Code filters by the whole box, the task's word included: then it is done here.
    const fits = (item: AddItem): boolean =>
      item.alwaysShow === true ||
      item.kind !== undefined ||
      [item.label, item.description, item.detail]
        .join(' ')
        .toLowerCase()
        .includes(words.toLowerCase());
    const here = [...stoppedItems(downloads), ...cachedItems(this.#cached)];
    const proposed = offline ? [] : curatedItems(task);
    const items = task === null ? [...here, ...proposed] : proposed.filter(fits).map(always);
    this.#picker.items = [
      ...(offline ? [] : this.#reference(words)),
      ...items,
      ...(offline ? [offlineItem()] : []),
      ...(this.#found.length === 0 ? [] : [separator(l10n.t('On the hub')), ...this.#found]),
    ];
  }

  /** What was typed, when it can name a model: with an owner, a revision or an address, or an alias. */
  #reference(words: string): AddItem[] {
    if (!/[/@]/.test(words) && onnxAlias(words) === null) {
      return [];
    }
    try {
      parseHubReference(words, this.sources.endpoint);
      return typedItems(words);
    } catch {
      return [];
    }
  }

  async #search(): Promise<void> {
    const { task, words } = this.#typed;
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const found = await this.sources.search(
        { query: words, ...(task && { task }), limit },
        asking.signal,
      );
      this.#found = found.map(foundItem);
    } catch (error) {
      if (asking.signal.aborted) {
        return;
      }
      this.#found = [
        { label: viewError(error).sentence, alwaysShow: true, iconPath: new ThemeIcon('warning') },
      ];
    }
    if (!asking.signal.aborted) {
      this.#picker.busy = false;
      this.#list();
    }
  }
}

function always(item: AddItem): AddItem {
  return item.kind === undefined ? { ...item, alwaysShow: true } : item;
}
