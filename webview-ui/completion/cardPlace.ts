interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels between a token and its card, and between the card and the view's border. */
const gap = 2;
const margin = 8;

/**
 * Where a card of a size stands: below the first line of its token, or above where there is more room;
 * never beyond the view. Pixels of the view.
 */
export function cardPlace(
  token: Pick<DOMRect, 'left' | 'top' | 'bottom'>,
  card: Size,
  view: Size,
): { readonly left: number; readonly top: number } {
  const left = Math.max(margin, Math.min(token.left, view.width - card.width - margin));
  const below = token.bottom + gap;
  const fits = below + card.height + margin <= view.height;
  const roomier = token.top > view.height - token.bottom;
  const top = fits || !roomier ? below : token.top - gap - card.height;
  return { left, top: Math.max(margin, Math.min(top, view.height - card.height - margin)) };
}
