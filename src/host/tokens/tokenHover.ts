import { Hover, l10n, MarkdownString, Range, type HoverProvider, type TextDocument } from 'vscode';
import type { CancellationToken, Position } from 'vscode';
import { Command } from '../../common/contributions';
import type { WorkerClient } from '../../common/processes';
import { tokensDescribe, type TokenDetails } from '../../common/protocol/tokenizer/tokens';
import type { DocumentMirror } from '../documents/documentMirror';
import type { TokensController } from './tokensController';

/** The card of a decorated token: token, id, text or bytes, span, index, and a link to the Tokens view. */
export class TokenHover implements HoverProvider {
  constructor(
    private readonly controller: TokensController,
    private readonly worker: WorkerClient,
    private readonly mirror: DocumentMirror,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<Hover | null> {
    const offset = document.offsetAt(position);
    const decorated = this.controller.decoratedAt(document, offset);
    if (!decorated) {
      return null;
    }
    const { selection, tokenizer } = decorated;
    const { tokens, count } = await this.mirror.withDocument(document, (ref) =>
      this.worker.request(tokensDescribe, { document: ref, tokenizer, selection, offset }, token),
    );
    const [first] = tokens;
    if (!first) {
      return null;
    }
    const start = Math.min(...tokens.map((each) => each.start));
    const end = Math.max(...tokens.map((each) => each.end));
    return new Hover(
      [...tokens.map((each) => card(each, count, tokenizer.id)), viewLink(start)],
      new Range(document.positionAt(start), document.positionAt(end)),
    );
  }
}

/** Token strings are data: they go through `appendText`, which escapes all Markdown. */
function card(token: TokenDetails, count: number, tokenizer: string): MarkdownString {
  const markdown = new MarkdownString();
  const line = (label: string, value: string, note = ''): void => {
    markdown.appendMarkdown(`**${label}** `);
    markdown.appendText(value);
    markdown.appendMarkdown(note === '' ? '  \n' : ` _${note}_  \n`);
  };
  const kind = token.special ? l10n.t('special token') : token.unknown ? l10n.t('unknown') : '';
  line(l10n.t('Token'), token.token, kind);
  line(l10n.t('Id'), String(token.id), tokenizer);
  if (token.text !== null) {
    line(l10n.t('Text'), visible(token.text));
  }
  line(l10n.t('Bytes'), [...token.bytes].map(hexadecimal).join(' '), 'UTF-8');
  line(l10n.t('Span'), `${token.start}–${token.end}`, l10n.t('UTF-16 units of the document'));
  line(l10n.t('Index'), l10n.t('{0} of {1}', token.index, count), l10n.t('from 0'));
  return markdown;
}

/** A Markdown of its own: the cards, which hold the user's text, are not trusted with any command. */
function viewLink(offset: number): MarkdownString {
  const link = `command:${Command.showInTokensView}?${encodeURIComponent(JSON.stringify([offset]))}`;
  const markdown = new MarkdownString(`[${l10n.t('Show in Tokens View')}](${link})`);
  markdown.isTrusted = { enabledCommands: [Command.showInTokensView] };
  return markdown;
}

function hexadecimal(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** Whitespace and control characters, written so that they can be seen. */
function visible(text: string): string {
  return JSON.stringify(text).replaceAll('\\"', '"');
}
