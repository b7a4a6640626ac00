import type { ChatNames } from '../../common/presets/preset';

/** A conversation as it stands in a document, seen from its last turn. */
export type ChatTurn =
  /** There is no turn yet. */
  | { readonly kind: 'none' }
  /** The assistant spoke last: the user's turn is not there yet. */
  | { readonly kind: 'answered' }
  /** The user spoke last, or is about to: `message` may be empty. */
  | { readonly kind: 'asked'; readonly message: string };

/** Whose turn it is: turns begin in lines such as `User: …`, and go on in the lines after. */
export function lastTurn(text: string, { user, assistant }: ChatNames): ChatTurn {
  const asked = lastLineOf(text, user);
  const answered = lastLineOf(text, assistant);
  if (asked < 0 && answered < 0) {
    return { kind: 'none' };
  }
  return answered > asked
    ? { kind: 'answered' }
    : { kind: 'asked', message: text.slice(asked + user.length + 1).trim() };
}

/** A new conversation, with what stands above it, up to the user's first words. */
export function openedChat(opening: string, { user }: ChatNames): string {
  const above = opening.trim();
  return `${above}${above === '' ? '' : '\n\n'}${user}: `;
}

/** The prompt after which the model speaks as the assistant. */
export function chatPrompt(text: string, { assistant }: ChatNames): string {
  return `${text.trimEnd()}\n${assistant}:`;
}

/** The strings at which the assistant's turn is over: where one of the two would speak again. */
export function chatStops({ user, assistant }: ChatNames): string[] {
  return [`\n${user}:`, `\n${assistant}:`];
}

/** The conversation with the answer, up to the user's next words. */
export function withAnswer(text: string, answer: string, names: ChatNames): string {
  return `${chatPrompt(text, names)} ${answer.trim()}\n${names.user}: `;
}

/** Place of the last line that begins with a speaker's name and a colon; -1 for none. */
function lastLineOf(text: string, speaker: string): number {
  const begin = `${speaker}:`;
  const at = text.lastIndexOf(`\n${begin}`);
  if (at >= 0) {
    return at + 1;
  }
  return text.startsWith(begin) ? 0 : -1;
}
