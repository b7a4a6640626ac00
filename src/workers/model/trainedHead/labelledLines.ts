import type { LabelledRow } from './labelledRows';

/** A longer beginning of a line before a colon is prose. */
const maximumLabelLength = 60;

/**
 * The labelled lines of a document: `label<TAB>text`, or `label: text` with whitespace after the colon.
 * Lines without a label have an empty one and their whole text; blank lines are left out.
 */
export function* labelledLines(document: string): Generator<LabelledRow> {
  let line = 0;
  for (const content of document.replace(/^\ufeff/, '').split(/\r\n|[\n\r]/)) {
    line++;
    if (content.trim() !== '') {
      yield { ...splitLine(content), group: null, line };
    }
  }
}

function splitLine(content: string): { label: string; text: string } {
  const tab = content.indexOf('\t');
  if (tab >= 0) {
    return { label: content.slice(0, tab).trim(), text: content.slice(tab + 1).trim() };
  }
  const [, label, text] = /^([^:]*):(?:\s+(.*))?$/.exec(content) ?? [];
  return label === undefined || label.trim().length > maximumLabelLength
    ? { label: '', text: content.trim() }
    : { label: label.trim(), text: text?.trim() ?? '' };
}
