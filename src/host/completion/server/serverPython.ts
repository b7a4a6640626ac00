import { findBranch, pathOf } from '../../../common/completion/branches';
import type { ServerFacts } from '../../../common/protocol/views/view';
import { pythonString } from '../../../common/tokens/stringLiteral';
import type { ExportedTexts } from '../completionTable';
import { furtherFields, serverBody } from './serverRequest';

/** Python code that asks the same of the same server, by the `openai` package. */
export function serverPython(
  { prompt, branches, shown }: ExportedTexts,
  { base, model, further }: ServerFacts,
): string {
  const branch = findBranch(branches, shown);
  if (!branch) {
    return '';
  }
  const read = pathOf(branches, branch).tokens.slice(0, branch.keep + branch.given);
  const whole = prompt + read.map(({ chunk }) => chunk).join('');
  const body = serverBody({ model, prompt: whole, sampling: branch.sampling, further });
  const fields = Object.entries(body).filter(([name]) => !name.startsWith('stream'));
  const own = fields.filter(([name]) => !isFurther(name));
  const extra = fields.filter(([name]) => isFurther(name));
  return [
    '# pip install openai',
    'from openai import OpenAI',
    '',
    '# The same seed gives the same text only where the server keeps to it.',
    `client = OpenAI(base_url=${pythonString(base)}, api_key="your key")`,
    'completion = client.completions.create(',
    ...own.map(([name, value]) => `    ${name}=${pythonValue(value)},`),
    ...(extra.length > 0
      ? [
          '    extra_body={',
          ...extra.map(([name, value]) => `        ${pythonString(name)}: ${pythonValue(value)},`),
          '    },',
        ]
      : []),
    ')',
    'print(completion.choices[0].text)',
    '',
  ].join('\n');
}

function isFurther(name: string): boolean {
  return (furtherFields as readonly string[]).includes(name);
}

function pythonValue(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(pythonValue).join(', ')}]`;
  }
  return typeof value === 'string' ? pythonString(value) : String(value);
}
