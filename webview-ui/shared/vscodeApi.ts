import type { Message } from 'vscode-jsonrpc';

interface VsCodeApi {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code hands this object out once for each load of a webview. */
export const vscodeApi = acquireVsCodeApi();

/**
 * What a view itself remembers while it is hidden or reloaded: how it is looked at (scroll
 * positions, open sections). What it shows is the host's and never stored here.
 */
export class ViewMemory<T extends object> {
  get<K extends keyof T>(key: K): T[K] | undefined {
    return this.#values[key];
  }

  set<K extends keyof T>(key: K, value: T[K]): void {
    vscodeApi.setState({ ...this.#values, [key]: value });
  }

  /** Read anew each time: parts of one page share the state. */
  get #values(): Partial<T> {
    const stored = vscodeApi.getState();
    return typeof stored === 'object' && stored !== null ? stored : {};
  }
}
