import { l10n, window, type TextEditor } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import { longRun } from '../lifecycle/longRun';
import type { Runs } from '../lifecycle/runs';
import { counted } from '../wording/counted';
import { copyToClipboard } from './copyToClipboard';
import { formatIds, formatTokens, idFormats, type IdFormat } from './tokenFormats';
import type { TokenizerChoice } from './tokenizerChoice';
import type { TokenReader } from './tokenReader';

/** The commands "Copy Token Ids" and "Copy Tokens". */
export class TokenCopy {
  constructor(
    private readonly reader: TokenReader,
    private readonly tokenizers: TokenizerChoice,
    private readonly runs: Runs,
  ) {}

  /**
   * Copies ids in a format that the user chooses, or that a key binding names.
   * @param format of {@link idFormats}; undefined: ask.
   * @throws TokenscopeError `InvalidParameter` for another format, and what {@link TokenReader} throws.
   */
  async ids(editor: TextEditor, format: unknown): Promise<void> {
    const chosen = format === undefined ? await pickFormat() : checkFormat(format);
    if (!chosen) {
      return;
    }
    const tokenizer = this.tokenizers.current;
    const texts = await longRun(this.runs, l10n.t('Copying token ids'), (report, token) =>
      this.reader.ids(editor, tokenizer, report, token),
    );
    await this.#write(texts, chosen, tokenizer.id);
  }

  /** Copies ids that a view shows, in a format that the user chooses. */
  async shown(texts: readonly Uint32Array[], tokenizer: string): Promise<void> {
    const chosen = await pickFormat();
    if (chosen) {
      await this.#write(texts, chosen, tokenizer);
    }
  }

  /** Copies the vocabulary's strings as JSON. */
  async tokens(editor: TextEditor): Promise<void> {
    const tokenizer = this.tokenizers.current;
    const texts = await longRun(this.runs, l10n.t('Copying tokens'), async (report, token) => {
      const ids = await this.reader.ids(editor, tokenizer, report, token);
      return this.reader.strings(ids, tokenizer, token);
    });
    await copyToClipboard(
      formatTokens(texts),
      l10n.t('{0} of {1} copied', counted(total(texts), 'token'), tokenizer.id),
    );
  }

  async #write(texts: readonly Uint32Array[], format: IdFormat, tokenizer: string): Promise<void> {
    await copyToClipboard(
      formatIds(texts, format),
      l10n.t('{0} of {1} copied', counted(total(texts), 'tokenId'), tokenizer),
    );
  }
}

function total(texts: readonly { readonly length: number }[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

async function pickFormat(): Promise<IdFormat | undefined> {
  const descriptions: Record<IdFormat, { label: string; description: string }> = {
    json: { label: l10n.t('JSON'), description: '[464,2068,7586]' },
    spaces: { label: l10n.t('Space-separated'), description: '464 2068 7586' },
    python: { label: l10n.t('Python list'), description: '[464, 2068, 7586]' },
  };
  const items = idFormats.map((format) => ({ ...descriptions[format], format }));
  const chosen = await window.showQuickPick(items, { title: l10n.t('Copy Token Ids As') });
  return chosen?.format;
}

function checkFormat(value: unknown): IdFormat {
  const format = idFormats.find((each) => each === value);
  if (!format) {
    throw new TokenscopeError('InvalidParameter', {
      name: 'format',
      value: typeof value === 'string' ? value.slice(0, 60) : typeof value,
      expected: idFormats.join(', '),
    });
  }
  return format;
}
