/** A word with a little of its sentence. */
export interface Snippet {
  /** What stands before the word, for a wide column and for a narrow one. */
  readonly far: string;
  readonly near: string;
  readonly word: string;
  readonly after: string;
}

/** UTF-16 units before the word at most, so that the word itself stays in sight in a narrow column. */
const unitsBefore = { far: 24, near: 5 };
const unitsAfter = 60;

/** The part of a sentence around the word at [start, end), cut between words where it can be. */
export function snippetOf(sentence: string, start: number, end: number): Snippet {
  const before = sentence.slice(0, start);
  const after = sentence.slice(end);
  return {
    far: oneLine(tail(before, unitsBefore.far)),
    near: oneLine(tail(before, unitsBefore.near)),
    word: oneLine(sentence.slice(start, end)),
    after: oneLine(after.length > unitsAfter ? `${head(after)}…` : after),
  };
}

function tail(text: string, units: number): string {
  if (text.length <= units) return text;
  const part = text.slice(-units);
  const space = part.search(/\s/);
  return `…${space >= 0 ? part.slice(space + 1) : ''}`;
}

function head(text: string): string {
  const part = text.slice(0, unitsAfter);
  const space = part.lastIndexOf(' ');
  return space > 0 ? part.slice(0, space) : part;
}

/** Without line breaks, and without the half of a character that a cut left. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
