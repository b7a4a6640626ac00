// Greedy continuations by transformers.js itself: node greedyReference.mjs MODEL_FOLDER PROMPT…
// Prints a JSON array with the 30 generated ids of each prompt.
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';

env.allowRemoteModels = false;
const [folder, ...prompts] = process.argv.slice(2);
const options = { dtype: 'q8', local_files_only: true };
const model = await AutoModelForCausalLM.from_pretrained(folder, options);
const tokenizer = await AutoTokenizer.from_pretrained(folder, options);
const all = [];
for (const prompt of prompts) {
  const inputs = tokenizer(prompt);
  const output = await model.generate({ ...inputs, max_new_tokens: 30, do_sample: false });
  const ids = output.tolist()[0].map(Number);
  all.push(ids.slice(inputs.input_ids.dims[1]));
}
process.stdout.write(JSON.stringify(all));
