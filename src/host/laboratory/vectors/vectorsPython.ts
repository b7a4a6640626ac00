import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { VectorsView } from '../../../common/protocol/views/laboratory/vectors';
import { codePoints } from '../../../common/text/codePoints';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersLines } from '../pythonLines';

/** `transformers` code for the same words; unknown ones, which have no vector, are left out. */
export function vectorsPython({ occurrences }: VectorsView, model: CatalogModel): string {
  return [
    ...transformersLines(model, 'AutoModel'),
    '# Each sentence, and start and end of the word in it.',
    'occurrences = [',
    ...occurrences
      .filter(({ known }) => known)
      .map(({ sentence, start, end }) => {
        const from = codePoints(sentence.slice(0, start));
        const to = from + codePoints(sentence.slice(start, end));
        return `    (${pythonString(sentence)}, ${from}, ${to}),`;
      }),
    ']',
    'vectors = []',
    'for sentence, start, end in occurrences:',
    '    inputs = tokenizer(sentence, return_tensors="pt", return_offsets_mapping=True, truncation=True)',
    '    offsets = inputs.pop("offset_mapping")[0].tolist()',
    '    pieces = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]',
    '    with torch.no_grad():',
    '        states = model(**inputs).last_hidden_state[0]',
    '    vectors.append(states[pieces].double().mean(0))',
    'unit = torch.nn.functional.normalize(torch.stack(vectors), dim=-1)',
    'print(unit @ unit.T)',
    '',
  ].join('\n');
}
