import type { Context } from 'mocha';

/** Puts a benchmark's figures into its test's title, which the reporter prints. */
export function row(context: Context, figures: string): void {
  if (context.test) {
    context.test.title += `: ${figures}`;
  }
}
