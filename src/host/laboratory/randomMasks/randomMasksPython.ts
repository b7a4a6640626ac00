import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { RandomMasksView } from '../../../common/protocol/views/laboratory/randomMasks';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersLines } from '../pythonLines';

/** `transformers` code on the same tokens, as the draw itself is ours. */
export function randomMasksPython({ text, rows }: RandomMasksView, model: CatalogModel): string {
  const codePoints = new CodePointIndex(text);
  return [
    ...transformersLines(model, 'AutoModelForMaskedLM'),
    `text = ${pythonString(text)}`,
    '# Start in code points, and what the model sees there.',
    'chosen = {',
    ...rows.map(({ start, shown }) => `    ${codePoints.at(start)}: ${pythonString(shown)},`),
    '}',
    'encoding = tokenizer(text, truncation=True, return_offsets_mapping=True)',
    'truth = encoding["input_ids"]',
    'ids = list(truth)',
    'places = [i for i, (s, e) in enumerate(encoding["offset_mapping"]) if e > s and s in chosen]',
    'for i in places:',
    '    ids[i] = tokenizer.convert_tokens_to_ids(chosen[encoding["offset_mapping"][i][0]])',
    'with torch.no_grad():',
    '    logits = model(input_ids=torch.tensor([ids])).logits[0].double()',
    'log_probs = torch.log_softmax(logits, -1)',
    'loss = -sum(log_probs[i, truth[i]].item() for i in places) / len(places)',
    'accuracy = sum(logits[i].argmax().item() == truth[i] for i in places) / len(places)',
    'print("accuracy", accuracy, "loss", loss)',
    '',
  ].join('\n');
}
