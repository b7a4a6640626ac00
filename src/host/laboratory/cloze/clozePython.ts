import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ClozeView } from '../../../common/protocol/views/laboratory/cloze';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersLines } from '../pythonLines';

/** `transformers` code for the same labels; words without a score are left out. */
export function clozePython(view: ClozeView, model: CatalogModel): string {
  return [
    ...transformersLines(model, 'AutoModelForMaskedLM', 'truncation_side="left"'),
    `prompt = ${pythonString(view.prompt)}`,
    'labels = {',
    ...labelLines(view),
    '}',
    'sentences = [',
    ...view.sentences.map(({ text }) => `    ${pythonString(text)},`),
    ']',
    '',
    '',
    'def log_probs(text):',
    '    inputs = tokenizer(text, return_tensors="pt", truncation=True)',
    '    mask = (inputs["input_ids"][0] == tokenizer.mask_token_id).nonzero()[-1].item()',
    '    with torch.no_grad():',
    '        return model(**inputs).logits[0, mask].double().log_softmax(-1)',
    '',
    '',
    'ids = {label: tokenizer.convert_tokens_to_ids([token for word in words for token in tokenizer.tokenize(word)])',
    '       for label, words in labels.items()}',
    view.calibrated
      ? 'prior = log_probs(prompt)  # calibration, Zhao et al. 2021'
      : 'prior = 0.0  # not calibrated',
    'for sentence in sentences:',
    '    scores = log_probs(sentence + " " + prompt) - prior',
    '    means = torch.stack([scores[own].exp().mean() for own in ids.values()])',
    '    print(dict(zip(labels, (means / means.sum()).tolist())), sentence, sep="\\t")',
    '',
  ].join('\n');
}

function labelLines({ labels, words }: ClozeView): string[] {
  return labels.flatMap((label, index) => {
    const own = words
      .filter((word) => word.label === index && word.problem === null)
      .map(({ word }) => pythonString(word));
    return own.length === 0 ? [] : [`    ${pythonString(label)}: [${own.join(', ')}],`];
  });
}
