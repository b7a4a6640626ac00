import { ConfigurationTarget, workspace, type ConfigurationScope } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { checkNumber, type NumberRange } from '../../common/numbers';

/** The default of a setting, as the manifest gives it. */
function defaultOf(key: string): unknown {
  return workspace.getConfiguration().inspect(key)?.defaultValue;
}

/** Called with each setting whose value is of a wrong type or out of range; its default is used then. */
export type OnBadSetting = (error: TokenscopeError<'InvalidParameter'>) => void;

/**
 * Reads the settings, one accessor a kind. VS Code warns of wrong values in the settings editor but
 * hands them out all the same, so every value is checked here.
 */
export class Settings {
  constructor(private readonly onBad: OnBadSetting) {}

  boolean(key: string, scope?: ConfigurationScope): boolean {
    return this.#read(key, scope, (value) => {
      expect(key, value, typeof value === 'boolean', 'true or false');
      return value as boolean;
    });
  }

  number(key: string, range: NumberRange, scope?: ConfigurationScope): number {
    return this.#read(key, scope, (value) => checkNumber(key, value, range));
  }

  /** A number, or null for "not set". */
  optionalNumber(key: string, range: NumberRange): number | null {
    return this.#read(key, undefined, (value) =>
      value === null ? null : checkNumber(key, value, range),
    );
  }

  string(key: string): string {
    return this.#read(key, undefined, (value) => {
      expect(key, value, typeof value === 'string', 'a text');
      return value as string;
    });
  }

  choice<T extends string>(key: string, choices: readonly T[], scope?: ConfigurationScope): T {
    return this.#read(key, scope, (value) => {
      expect(key, value, choices.includes(value as T), choices.join(', '));
      return value as T;
    });
  }

  strings(key: string, scope?: ConfigurationScope): readonly string[] {
    return this.#read(key, scope, (value) => {
      const good = Array.isArray(value) && value.every((item) => typeof item === 'string');
      expect(key, value, good, 'a list of texts');
      return value as readonly string[];
    });
  }

  /** Switches by name, such as a language id. */
  switches(key: string): Readonly<Record<string, boolean>> {
    return this.#read(key, undefined, (value) => {
      const good =
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((each) => typeof each === 'boolean');
      expect(key, value, good, 'an object with true or false for each name');
      return value as Readonly<Record<string, boolean>>;
    });
  }

  #read<T>(key: string, scope: ConfigurationScope | undefined, check: (value: unknown) => T): T {
    const value: unknown = workspace.getConfiguration(undefined, scope).get(key);
    try {
      return check(value);
    } catch (error) {
      this.onBad(error as TokenscopeError<'InvalidParameter'>);
      return check(defaultOf(key));
    }
  }
}

function expect(name: string, value: unknown, good: boolean, expected: string): void {
  if (!good) {
    throw new TokenscopeError('InvalidParameter', {
      name,
      value: shown(value),
      expected,
    });
  }
}

/** A value for a sentence; of lists and objects, which may hold the user's text, only what they are. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  return typeof value === 'object' && value !== null
    ? 'an object'
    : JSON.stringify(value).slice(0, 60);
}

/** Writes a setting where it is set already, else for the user. */
export async function updateSetting(key: string, value: unknown): Promise<void> {
  const configuration = workspace.getConfiguration();
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(
    key,
    value,
    inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
  );
}

/** Writes a setting of the machine, which no workspace can set. */
export async function updateMachineSetting(key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration().update(key, value, ConfigurationTarget.Global);
}

/** Takes a setting back to its default wherever it has this value. */
export async function clearSetting(key: string, value: unknown): Promise<void> {
  const { globalValue, workspaceValue } = workspace.getConfiguration().inspect(key) ?? {};
  if (workspaceValue === value) {
    await workspace.getConfiguration().update(key, undefined, ConfigurationTarget.Workspace);
  }
  if (globalValue === value) {
    await workspace.getConfiguration().update(key, undefined, ConfigurationTarget.Global);
  }
}
