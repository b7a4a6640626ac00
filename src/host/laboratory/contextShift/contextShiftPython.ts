import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ContextShiftView } from '../../../common/protocol/views/laboratory/contextShift';
import { onnxImports, onnxLines } from '../onnxLines';
import { pythonString } from '../../../common/tokens/stringLiteral';

/** Python that gives the same numbers: the ONNX file is run as it is. */
export function contextShiftPython(
  { ids, continuations }: ContextShiftView,
  model: CatalogModel,
): string {
  const lists = ids.map((prompt) => `[${prompt.join(', ')}]`);
  return [
    ...onnxImports,
    ...onnxLines(model),
    '',
    `prompts = [${lists.join(', ')}]`,
    'continuations = {',
    ...continuations
      .filter(({ tokens }) => tokens !== null)
      .map(
        ({ text, tokens }) =>
          `    ${pythonString(text)}: [${(tokens ?? []).map(({ id: token }) => token).join(', ')}],`,
      ),
    '}',
    '',
    'def log_probs(ids):',
    '    ids = np.array([ids], dtype=np.int64)',
    '    z = session.run(["logits"], feeds(session, ids))[0][0].astype(float)',
    '    z -= z.max(-1, keepdims=True)',
    '    return z - np.log(np.exp(z).sum(-1, keepdims=True))',
    '',
    'def entropy(p):',
    '    p = p[p > 0]',
    '    return -(p * np.log2(p)).sum()',
    '',
    'log_p, log_q = (log_probs(prompt)[-1] for prompt in prompts)',
    'p, q = np.exp(log_p), np.exp(log_q)',
    'print("JSD in bits", entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)',
    'top = list(dict.fromkeys([*np.argsort(-log_p)[:10], *np.argsort(-log_q)[:10]]))',
    'for token in top:',
    '    print(tokenizer.id_to_token(int(token)), log_p[token], log_q[token], log_p[token] - log_q[token])',
    '',
    'for text, ids in continuations.items():',
    '    sums = []',
    '    for prompt in prompts:',
    '        scores = log_probs(prompt + ids[:-1])[len(prompt) - 1:]',
    '        sums.append(sum(scores[t, token] for t, token in enumerate(ids)))',
    '    print("ln P of", repr(text), *sums, "ratio", sums[0] - sums[1])',
    '',
  ].join('\n');
}
