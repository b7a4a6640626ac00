import { readFileSync } from 'node:fs';

/** The TypeScript examples of a Markdown file, each with the heading that it stands under. */
export function readExamples(file: string): { heading: string; code: string }[] {
  const markdown = readFileSync(file, 'utf8');
  const blocks = /^#+ (.+)$|^```ts\n([^]*?)^```$/gm;
  const examples: { heading: string; code: string }[] = [];
  let heading = '';
  for (const [, title, code] of markdown.matchAll(blocks)) {
    if (code === undefined) {
      heading = title ?? '';
    } else {
      examples.push({ heading, code });
    }
  }
  return examples;
}

/** What an example says that it prints: comments that stand alone, or behind `console.log`. */
export function promisedOutput(code: string): string[] {
  return [...code.matchAll(/^(?:.*console\.log.*;|) ?\/\/ (.*)$/gm)].map(([, said]) => said ?? '');
}
