import { l10n } from 'vscode';
import type { Candidate, FillMaskResult } from '../../common/protocol/model/fillMask';
import type {
  CandidateRow,
  FillMaskState,
  MaskRow,
  TextPiece,
} from '../../common/protocol/views/fillMask';
import type { MaskInput } from './maskInput';

/** Characters of the text that the view shows before and after its scored masks. */
const shownAround = 400;

/** The input in reading order, with its masks as pieces; far ends are left out. */
export function textPieces({ text, masks }: MaskInput, result: FillMaskResult): TextPiece[] {
  const scored = result.masks.map(({ start }) => start);
  const from = Math.max(0, Math.min(...scored) - shownAround);
  const to = Math.min(text.length, Math.max(...scored) + shownAround);
  const pieces: TextPiece[] = [];
  const add = (part: string): void => {
    if (part !== '') {
      pieces.push({ kind: 'text', text: part });
    }
  };
  add(from > 0 ? '… ' : '');
  let at = from;
  for (const mask of masks.filter(({ start, end }) => start >= from && end <= to)) {
    add(text.slice(at, mask.start));
    const row = scored.indexOf(mask.start);
    pieces.push({
      kind: 'mask',
      label: text.slice(mask.start, mask.end),
      row: row < 0 ? null : row,
    });
    at = mask.end;
  }
  add(text.slice(at, to) + (to < text.length ? ' …' : ''));
  return pieces;
}

/** A row for each scored mask, in the order of the text; the hidden word's score goes to its own mask. */
export function maskRows({ hidden, focus }: MaskInput, result: FillMaskResult): MaskRow[] {
  return result.masks.map(({ start, candidates, targets }) => ({
    candidates: candidates.map(candidateRow),
    original: hidden !== null && start === focus && targets[0] ? candidateRow(targets[0]) : null,
    applied: null,
  }));
}

function candidateRow({ text, token, ids, logProb, rank, special }: Candidate): CandidateRow {
  const scored = !Number.isNaN(logProb);
  return {
    text,
    token,
    ids,
    probability: scored ? Math.exp(logProb) : null,
    logProb: scored ? logProb : null,
    rank: scored ? rank : null,
    special,
  };
}

/** What a reader must know to read the numbers rightly. */
export function noticesOf(input: MaskInput, result: FillMaskResult): string[] {
  const { masks, maskCount, tokens, unknownTokens, window } = result;
  const notices: string[] = [];
  if (masks.length > 1) {
    notices.push(
      l10n.t(
        'One pass for all masks: each distribution is independent of what fills the other masks.',
      ),
    );
  }
  if (window || input.cut) {
    notices.push(
      l10n.t('The text is too long: the model read {0} tokens around the mask.', tokens),
    );
  }
  if (masks.length < maskCount) {
    notices.push(
      l10n.t('{0} of {1} masks were scored: the others lie outside.', masks.length, maskCount),
    );
  }
  if (unknownTokens > 0) {
    notices.push(
      l10n.t(
        'Characters that are not in the vocabulary: the model reads them as unknown, in {0} of {1} tokens.',
        unknownTokens,
        tokens,
      ),
    );
  }
  const original = input.hidden === null ? undefined : hiddenTarget(input, result);
  if (original?.oov) {
    notices.push(l10n.t('“{0}” is not in the vocabulary: it has no score.', original.text));
  } else if (original && original.ids.length > 1) {
    notices.push(
      l10n.t(
        '“{0}” is {1} tokens, one mask is one token: it has no score here.',
        original.text,
        original.ids.length,
      ),
    );
  }
  return notices;
}

/** What a reader must know once a candidate was put in place of one mask of several. */
function filledNotice(): string {
  return l10n.t(
    'The other masks’ candidates are from before a mask was filled: Run Again reads the text as it is now.',
  );
}

/** What a reader must know of a result that was kept through a reload of the window. */
export function restoredNotice(): string {
  return l10n.t(
    'From an earlier run or window: put the cursor on the text and Run Again to insert a candidate.',
  );
}

/** The notices with one more, which is said once. */
export function withNotice(notices: readonly string[], notice: string): readonly string[] {
  return notices.includes(notice) ? notices : [...notices, notice];
}

/**
 * The state once a candidate was put in a mask's place: others of several masks are from before.
 * @param state that the candidate was chosen in.
 */
export function appliedState(
  { masks: before, notices: said }: FillMaskState,
  mask: number,
  candidate: number,
): Pick<FillMaskState, 'masks' | 'notices'> {
  const masks = before.map((each, index) =>
    index === mask ? { ...each, applied: candidate } : each,
  );
  const notices = said.filter((notice) => notice !== filledNotice());
  const outdated = masks.some(({ applied }) => applied === null);
  return { masks, notices: outdated ? [...notices, filledNotice()] : notices };
}

function hiddenTarget({ focus }: MaskInput, result: FillMaskResult): Candidate | undefined {
  return result.masks.find(({ start }) => start === focus)?.targets[0];
}
