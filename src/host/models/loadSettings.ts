import { Setting } from '../../common/contributions';
import type { LoadOptions } from '../../common/protocol/model/models';
import type { Settings } from '../settings/settings';

/** How the settings want models to be loaded; a change takes effect when a model is used next. */
export class LoadSettings {
  constructor(private readonly settings: Settings) {}

  get now(): Pick<LoadOptions, 'threads' | 'memoryLimit'> {
    return {
      threads: this.settings.number(Setting.modelThreads, {
        minimum: 0,
        maximum: 256,
        integer: true,
      }),
      memoryLimit: 1e6 * this.settings.number(Setting.memoryLimit, { minimum: 0, maximum: 1e6 }),
    };
  }
}
