import { env, EventEmitter, UIKind, workspace, type Memento } from 'vscode';
import { Setting } from '../../common/contributions';
import { Debounce } from '../lifecycle/debounce';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';

interface Stored {
  readonly sessionId: string;
  readonly savedAt: number;
  readonly values: Readonly<Record<string, unknown>>;
}

const key = 'tokenscope.storedText';
/** In a browser each reload is a new session; what is older than this is another day's. */
const browserSessionMilliseconds = 12 * 60 * 60 * 1000;
const saveMilliseconds = 500;

/**
 * Results that hold the user's text, kept as the setting `tokenscope.history` says: not at all,
 * through reloads of the window, or with the workspace.
 */
export class StoredText extends Disposables {
  readonly #didDelete = this.add(new EventEmitter<void>());
  readonly onDidDelete = this.#didDelete.event;
  readonly #saves = this.add(new Debounce(saveMilliseconds, () => void this.#save()));
  #loaded: Readonly<Record<string, unknown>> = {};
  /** What each part keeps, asked for when it is written. */
  readonly #values = new Map<string, () => unknown>();

  constructor(
    private readonly memento: Memento,
    private readonly settings: Settings,
  ) {
    super();
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.history)) {
          this.#saves.schedule();
        }
      }),
    );
    const stored = memento.get<Stored>(key);
    if (stored && this.#keeps(stored)) {
      this.#loaded = stored.values;
      for (const [name, value] of Object.entries(stored.values)) {
        this.#values.set(name, () => value);
      }
    } else if (stored) {
      void memento.update(key, undefined);
    }
  }

  load(name: string): unknown {
    return this.#loaded[name];
  }

  /** Keeps what `value` gives when it is written, a moment later. */
  save(name: string, value: () => unknown): void {
    this.#values.set(name, value);
    this.#saves.schedule();
  }

  /** "Delete All Stored Text": on disk, in memory and in the views. */
  async deleteAll(): Promise<void> {
    this.#loaded = {};
    this.#didDelete.fire();
    this.#saves.cancel();
    this.#values.clear();
    await this.memento.update(key, undefined);
  }

  get #mode(): 'off' | 'session' | 'workspace' {
    return this.settings.choice(Setting.history, ['off', 'session', 'workspace']);
  }

  #keeps({ sessionId, savedAt }: Stored): boolean {
    switch (this.#mode) {
      case 'off':
        return false;
      case 'workspace':
        return true;
      case 'session':
        return (
          sessionId === env.sessionId ||
          (env.uiKind === UIKind.Web && Date.now() - savedAt < browserSessionMilliseconds)
        );
    }
  }

  async #save(): Promise<void> {
    if (this.#mode === 'off') {
      await this.memento.update(key, undefined);
      return;
    }
    const values = Object.fromEntries([...this.#values].map(([name, value]) => [name, value()]));
    const stored: Stored = { sessionId: env.sessionId, savedAt: Date.now(), values };
    await this.memento.update(key, stored);
  }
}
