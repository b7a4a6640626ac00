import type { Memento, SecretStorage } from 'vscode';
import type { ServerAddress } from './serverAddress';

const originsKey = 'tokenscope.server.keyOrigins';

/** Keys of completion servers, in VS Code's secret storage: each belongs to a scheme, host and port. */
export class ServerKeys {
  constructor(
    private readonly secrets: SecretStorage,
    /** Remembers which keys there are: the storage does not list them. */
    private readonly memento: Memento,
  ) {}

  async get({ origin }: ServerAddress): Promise<string | null> {
    return (await this.secrets.get(secretOf(origin))) ?? null;
  }

  async set({ origin }: ServerAddress, key: string): Promise<void> {
    await this.memento.update(originsKey, [...new Set([...this.#origins, origin])]);
    await this.secrets.store(secretOf(origin), key);
  }

  /** Deletes the keys of all servers; how many there were. */
  async forgetAll(): Promise<number> {
    const origins = this.#origins;
    for (const origin of origins) {
      await this.secrets.delete(secretOf(origin));
    }
    await this.memento.update(originsKey, undefined);
    return origins.length;
  }

  get #origins(): readonly string[] {
    return this.memento.get<readonly string[]>(originsKey, []);
  }
}

function secretOf(origin: string): string {
  return `tokenscope.server.key ${origin}`;
}
