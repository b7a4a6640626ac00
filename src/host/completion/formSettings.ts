import type { SamplingForm } from '../../common/protocol/views/completion';
import type { Settings } from '../settings/settings';
import { readForm, writeForm } from './samplingSettings';

/**
 * The form's values: what the settings say, with the fields on top that are still being written, so
 * that a run which follows a change at once has it.
 */
export class FormSettings {
  #writing: Partial<SamplingForm> = {};
  #writes = 0;

  constructor(
    private readonly settings: Settings,
    private readonly onChange: () => void,
  ) {}

  get current(): SamplingForm {
    return { ...readForm(this.settings), ...this.#writing };
  }

  async change(change: Partial<SamplingForm>): Promise<void> {
    this.#writing = { ...this.#writing, ...change };
    this.#writes++;
    this.onChange();
    try {
      await writeForm(change);
    } finally {
      this.#writes--;
      if (this.#writes === 0) {
        this.#writing = {};
        this.onChange();
      }
    }
  }
}
