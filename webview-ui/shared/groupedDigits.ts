/** A whole number in groups of three digits, parted by thin spaces. */
export function groupedDigits(value: number): string {
  return value.toLocaleString('en-US').replaceAll(',', '\u202f');
}
