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
  #values: Record<string, unknown> = {};

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
      this.#values = { ...stored.values };
    } else if (stored) {
      void memento.update(key, undefined);
    }
  }

  load(name: string): unknown {
    return this.#values[name];
  }

  save(name: string, value: unknown): void {
    this.#values[name] = value;
    this.#saves.schedule();
  }

  /** "Delete All Stored Text": on disk, in memory and in the views. */
  async deleteAll(): Promise<void> {
    this.#values = {};
    this.#didDelete.fire();
    this.#saves.cancel();
    this.#values = {};
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
    const stored: Stored = { sessionId: env.sessionId, savedAt: Date.now(), values: this.#values };
    await this.memento.update(key, this.#mode === 'off' ? undefined : stored);
  }
}
