import { Selection, Uri, window, workspace, FileSystemError, WorkspaceEdit, Range } from 'vscode';
import { Setting } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { Settings } from '../settings/settings';

/** Files of this name have a schema, see `contributes.jsonValidation`. */
const fileName = 'tokenscope-presets.json';

/** Bytes that a file of presets has at most. */
const maxBytes = 1_000_000;

/** An entry that shows how a preset is written, for a file that is new. */
const example = {
  name: 'Example: Recipe',
  description: 'Shown beside the name. Delete this preset, or change it.',
  question: 'What is to be cooked?',
  template: ['{{ question }}', '', 'Ingredients:', '-'],
  stop: ['\n\n\n'],
  maxNewTokens: 120,
  temperature: 0.8,
};

/**
 * The user's file of presets: the one that the setting `tokenscope.presetsFile` names, else one of this
 * machine's storage for Tokenscope.
 */
export class PresetFile {
  constructor(
    private readonly storage: Uri,
    private readonly settings: Settings,
  ) {}

  /** @throws TokenscopeError `PresetRefused`: the setting is not an absolute path. */
  get uri(): Uri {
    const path = this.#named;
    if (path === '') {
      return Uri.joinPath(this.storage, fileName);
    }
    if (!/^([a-z]:)?[\\/]/i.test(path)) {
      throw refused(path, { kind: 'notAbsolute' });
    }
    return Uri.file(path);
  }

  /**
   * What the file holds, parsed; undefined where there is none and the setting names none.
   * @throws TokenscopeError `PresetRefused`: it cannot be read, or is not JSON.
   */
  async read(): Promise<{ readonly place: string; readonly value: unknown } | undefined> {
    const { uri } = this;
    const place = uri.fsPath;
    let bytes: Uint8Array;
    try {
      bytes = await workspace.fs.readFile(uri);
    } catch (error) {
      const reason = error instanceof FileSystemError ? error.code : String(error);
      if (reason === 'FileNotFound' && this.#named === '') {
        return undefined;
      }
      throw refused(place, { kind: 'unreadable', reason });
    }
    if (bytes.length > maxBytes) {
      throw refused(place, { kind: 'unreadable', reason: `${bytes.length} > ${maxBytes} bytes` });
    }
    return { place, value: parse(place, new TextDecoder().decode(bytes)) };
  }

  /** Opens the file, made with an example where there is none, at the preset of a name if it has it. */
  async open(name?: string): Promise<void> {
    await this.#ensure([example]);
    const document = await workspace.openTextDocument(this.uri);
    const at = name === undefined ? -1 : document.getText().indexOf(JSON.stringify(name));
    const place = document.positionAt(Math.max(0, at));
    await window.showTextDocument(document, { selection: new Selection(place, place) });
  }

  /**
   * Adds a preset at the end, so that it can be edited, and opens the file there.
   * @throws TokenscopeError `PresetRefused`: the file does not hold a list; `EditRefused`.
   */
  async add(preset: { readonly name: string }): Promise<void> {
    await this.#ensure([]);
    const { uri } = this;
    const document = await workspace.openTextDocument(uri);
    const list = parse(uri.fsPath, document.getText());
    if (!Array.isArray(list)) {
      throw refused(uri.fsPath, { kind: 'notAList' });
    }
    const edit = new WorkspaceEdit();
    const whole = new Range(0, 0, document.lineCount, 0);
    edit.replace(uri, whole, `${JSON.stringify([...(list as unknown[]), preset], null, 2)}\n`);
    if (!(await workspace.applyEdit(edit)) || !(await document.save())) {
      throw new TokenscopeError('EditRefused', {});
    }
    await this.open(preset.name);
  }

  get #named(): string {
    return this.settings.string(Setting.presetsFile).trim();
  }

  async #ensure(list: readonly unknown[]): Promise<void> {
    const { uri } = this;
    try {
      await workspace.fs.stat(uri);
    } catch {
      await workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`),
      );
    }
  }
}

function parse(place: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(place, { kind: 'notJson', reason });
  }
}

function refused(
  place: string,
  problem: TokenscopeError<'PresetRefused'>['args']['problem'],
): TokenscopeError<'PresetRefused'> {
  return new TokenscopeError('PresetRefused', { origin: 'file', place, preset: null, problem });
}
