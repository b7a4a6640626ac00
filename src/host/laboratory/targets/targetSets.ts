import { l10n } from 'vscode';
import { setLogProb, type SetScore } from '../../../common/measures/association';
import type { TargetProblem, TargetsResult } from '../../../common/protocol/model/targets';
import type { TargetRow, TargetsView } from '../../../common/protocol/views/laboratory/targets';
import type { TargetList } from '../../../common/targets/targetList';
import { orNull } from '../orNull';

/** One score for each set of several targets. */
export function setRows(rows: readonly TargetRow[], score: SetScore): TargetsView['sets'] {
  const names = [...new Set(rows.map(({ set }) => set))];
  return names.flatMap((name) => {
    const members = rows.filter(({ set }) => set === name);
    const scored = members.flatMap(({ logProb }) => logProb ?? []);
    return members.length > 1 && names.length > 1
      ? [{ name, scored: scored.length, logProb: orNull(setLogProb(scored, score)), score }]
      : [];
  });
}

/** What must be known to read the scores rightly. */
export function targetNotices(
  { duplicates, empties }: TargetList,
  rows: readonly TargetRow[],
  { window, tokens }: TargetsResult,
): string[] {
  const notices: string[] = [];
  if (window !== null) {
    notices.push(l10n.t('The text is too long: the model read {0} tokens around the gap.', tokens));
  }
  if (empties) {
    notices.push(l10n.t('An empty entry was left out of the target words.'));
  }
  if (duplicates.length > 0) {
    notices.push(
      l10n.t('Named more than once and scored once: {0}.', [...new Set(duplicates)].join(', ')),
    );
  }
  const problems = new Map<TargetProblem, string[]>();
  for (const { problem, target } of rows) {
    if (problem) {
      problems.set(problem, [...(problems.get(problem) ?? []), target]);
    }
  }
  for (const [problem, targets] of problems) {
    notices.push(problemSentence(problem, targets.join(', ')));
  }
  if (rows.some(({ unlike, logProb }) => unlike && logProb !== null)) {
    notices.push(
      l10n.t(
        'Marked with *: another number of tokens than the reference; longer words have lower scores by their length alone.',
      ),
    );
  }
  return notices;
}

function problemSentence(problem: TargetProblem, targets: string): string {
  switch (problem) {
    case 'oov':
      return l10n.t('Not in the vocabulary, so without a score: {0}.', targets);
    case 'pieces':
      return l10n.t('More than one token, so without a score in this scoring: {0}.', targets);
    case 'neighbours':
      return l10n.t(
        'Written into the gap they change the tokens beside it, so without a score: {0}.',
        targets,
      );
    case 'nothing':
      return l10n.t('The tokenizer leaves nothing of them, so without a score: {0}.', targets);
    case 'punctuation':
      return l10n.t('Punctuation only, scored like any token: {0}.', targets);
  }
}
