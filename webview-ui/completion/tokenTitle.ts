import * as l10n from '@vscode/l10n';
import type { GeneratedToken } from '../../src/common/protocol/model/completion';
import { formatLogProb, formatProbability } from '../shared/format';

/** What a token's tooltip says: string, id and the model's probability, a line for each token. */
export function tokenTitle(tokens: readonly GeneratedToken[]): string {
  return tokens.map(lineOf).join('\n');
}

function lineOf({ text, id, logProb, sampledLogProb }: GeneratedToken): string {
  const line = l10n.t(
    '{0} · id {1} · p {2} · ln p {3}',
    JSON.stringify(text),
    id,
    formatProbability(Math.exp(logProb)),
    formatLogProb(logProb),
  );
  const drawn = formatProbability(Math.exp(sampledLogProb));
  return l10n.t('{0} · drawn with {1}', line, drawn);
}
