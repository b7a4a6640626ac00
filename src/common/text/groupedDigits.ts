/** A whole number in groups of three digits, parted by narrow spaces: the same in every locale, as '.' decimals are. */
export function groupedDigits(value: number): string {
  return value.toLocaleString('en-US').replaceAll(',', '\u202f');
}
