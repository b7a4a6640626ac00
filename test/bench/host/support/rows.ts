import type { Context } from 'mocha';

/** Puts the figures into the test's title, which the reporter prints. */
export function row(context: Context, figures: string): void {
  if (context.test) {
    context.test.title += `: ${figures}`;
  }
}

/** Lines of words that do not repeat, so that nothing is answered from a cache. */
export function prose(characters: number): string {
  const lines: string[] = [];
  for (let length = 0, line = 0; length < characters; line++) {
    lines.push(
      `Line ${line} tells of ${line * 7} sailors and ${line % 97} ships that went to sea in fog.`,
    );
    length += 70;
  }
  return lines.join('\n').slice(0, characters);
}
