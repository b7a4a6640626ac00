/** `4.0`, `153`, `1.2e5`; a dash for none. */
export function formatPerplexity(perplexity: number | null): string {
  if (perplexity === null || !Number.isFinite(perplexity)) return '–';
  if (perplexity >= 99_999.5) return perplexity.toExponential(1).replace('+', '');
  return perplexity.toFixed(perplexity < 99.95 ? 1 : 0);
}
