/** First token of a window of `room` tokens around `middle`, within the text's own tokens. */
export function windowStart(
  middle: number,
  bodyStart: number,
  bodyEnd: number,
  room: number,
): number {
  const latest = Math.max(bodyStart, bodyEnd - room);
  return Math.min(latest, Math.max(bodyStart, middle - Math.floor(room / 2)));
}
