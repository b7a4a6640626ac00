import type { DecorationOptions } from 'vscode';

/** The ids of `next` that `shown` has too, at the same place: they stay, the others come later. */
export function keepSame(
  shown: readonly DecorationOptions[],
  next: readonly DecorationOptions[],
): DecorationOptions[] {
  const known = new Set(shown.map(keyOf));
  return next.filter((option) => known.has(keyOf(option)));
}

function keyOf({ range: { start }, renderOptions }: DecorationOptions): string {
  const text = renderOptions?.before?.contentText ?? renderOptions?.after?.contentText ?? '';
  return `${start.line},${start.character},${text}`;
}
