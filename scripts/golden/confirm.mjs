// Compares the reference ids with a second, unrelated implementation: npm @huggingface/tokenizers,
// written in JavaScript. Prints every disagreement. Run after make_golden.py, from the repository root.
import { Tokenizer } from '@huggingface/tokenizers';
import { readFileSync } from 'node:fs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { cases, tokens } = read('test/unit/tokenization/golden/tokens.json');

let agreed = 0;
let compared = 0;
for (const [id, results] of Object.entries(tokens)) {
  const folder = `models/tokenizers/${id}`;
  const tokenizer = new Tokenizer(
    read(`${folder}/tokenizer.json`),
    read(`${folder}/tokenizer_config.json`),
  );
  for (const [name, { ids }] of Object.entries(results)) {
    const other = tokenizer.encode(cases[name], { add_special_tokens: false }).ids;
    compared++;
    if (JSON.stringify(other) === JSON.stringify(ids)) agreed++;
    else console.log(`${id}, ${name}:\n  ${ids.join(' ')}\n  ${other.join(' ')}`);
  }
}
console.log(`${agreed} of ${compared} agree`);
