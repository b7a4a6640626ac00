import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { TargetsView } from '../../../common/protocol/views/laboratory/targets';
import { codePoints } from '../../../common/text/codePoints';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { transformersLines } from '../pythonLines';

/** `transformers` code that scores the same targets, pieces from left to right or all masked. */
export function targetsPython(view: TargetsView, model: CatalogModel): string {
  const { text, gap, attribute, rows } = view;
  const scoring = rows.find(({ ids }) => ids.length > 1)?.scoring ?? 'single_only';
  const targets = rows.filter(({ logProb }) => logProb !== null);
  return [
    ...transformersLines(model, 'AutoModelForMaskedLM'),
    `before = ${pythonString(text.slice(0, gap.start))}`,
    `after = ${pythonString(text.slice(gap.end))}`,
    `attribute = ${attribute ? pythonString(text.slice(attribute.start, attribute.end)) : 'None'}`,
    'targets = {',
    ...targets.map(({ target, ids }) => `    ${pythonString(target)}: [${ids.join(', ')}],`),
    '}',
    'MASK = tokenizer.mask_token_id',
    '',
    'encoding = tokenizer(before + tokenizer.mask_token + after, return_offsets_mapping=True)',
    'ids = encoding["input_ids"]',
    'gap = next(i for i, (s, e) in enumerate(encoding["offset_mapping"]) if s == len(before) and e > s)',
    'prior_ids = None',
    'if attribute is not None:',
    `    start = ${attribute ? codePoints(text.slice(0, attribute.start)) : 0}  # in code points`,
    '    end = start + len(attribute)',
    '    prior_ids = [MASK if s < end and e > start and e > s else t',
    '                 for t, (s, e) in zip(ids, encoding["offset_mapping"])]',
    '',
    'def score(row, pieces):',
    '    total = 0.0',
    '    for i, piece in enumerate(pieces):',
    scoring === 'all_masked'
      ? '        filling = [MASK] * len(pieces)'
      : '        filling = pieces[:i] + [MASK] * (len(pieces) - i)  # within-word left to right',
    '        filled = row[:gap] + filling + row[gap + 1:]',
    '        with torch.no_grad():',
    '            logits = model(input_ids=torch.tensor([filled])).logits[0, gap + i]',
    '        total += torch.log_softmax(logits.double(), -1)[piece].item()',
    '    return total',
    '',
    'for word, pieces in targets.items():',
    '    log_prob = score(ids, pieces)',
    '    prior = None if prior_ids is None else score(prior_ids, pieces)',
    '    assoc = None if prior is None else log_prob - prior',
    '    print(word, log_prob, prior, assoc, sep="\\t")',
    '',
  ].join('\n');
}
