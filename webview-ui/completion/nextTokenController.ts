import type { ReactiveControllerHost } from 'lit';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import {
  lookAtNextToken,
  type NextTokenView,
} from '../../src/common/protocol/views/completionNext';
import type { Host } from '../shared/host';

/** Asks for the next token's distribution when the place changes, while somebody looks at it. */
export class NextTokenController {
  step: NextTokenView | null = null;
  problem = '';
  #asked = '';

  constructor(
    private readonly view: Pick<ReactiveControllerHost, 'requestUpdate'>,
    private readonly host: Host,
  ) {}

  /** @param place in tokens behind the prompt; nothing is asked while a run is under way. */
  lookAt(state: CompletionState, place: number): void {
    if (state.status === 'running' || state.closed !== null || state.prompt === '') return;
    const { entry, run, shown } = state;
    const key = [entry, run, shown, place].join(' ');
    if (key === this.#asked) return;
    this.#asked = key;
    void this.#ask(place, key);
  }

  async #ask(place: number, key: string): Promise<void> {
    const answer = await this.host.request(lookAtNextToken, { place }).catch(() => null);
    if (answer === null || key !== this.#asked) return;
    if ('error' in answer) {
      this.step = null;
      this.problem = answer.error;
    } else {
      this.step = answer;
      this.problem = '';
    }
    this.view.requestUpdate();
  }
}
