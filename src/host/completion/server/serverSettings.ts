import { Setting } from '../../../common/contributions';
import { TokenscopeError } from '../../../common/errors';
import type { Settings } from '../../settings/settings';
import { parseServerAddress, type ServerAddress } from './serverAddress';
import type { TimeLimits } from './timeLimit';

const secondsRange = { minimum: 1, maximum: 3600 };

/** The settings `tokenscope.server.*`. VS Code takes them from the machine only, never from a workspace. */
export class ServerSettings {
  constructor(private readonly settings: Settings) {}

  /** @throws TokenscopeError `ServerAddressMissing` or `ServerAddressWrong`. */
  get address(): ServerAddress {
    const text = this.settings.string(Setting.serverEndpoint).trim();
    if (text === '') {
      throw new TokenscopeError('ServerAddressMissing', {});
    }
    return parseServerAddress(text);
  }

  /** Null where none is set, or what is set is none. */
  get usableAddress(): ServerAddress | null {
    try {
      return this.address;
    } catch {
      return null;
    }
  }

  /** Empty: none is chosen. */
  get model(): string {
    return this.settings.string(Setting.serverModel).trim();
  }

  get further(): boolean {
    return this.settings.boolean(Setting.serverFurtherParameters);
  }

  get limits(): TimeLimits {
    return {
      first: this.settings.number(Setting.serverFirstTokenSeconds, secondsRange),
      next: this.settings.number(Setting.serverNextTokenSeconds, secondsRange),
    };
  }
}
