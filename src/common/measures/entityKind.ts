/** Kinds of entities that have a colour. */
export type EntityKind = 'person' | 'organization' | 'location' | 'miscellaneous';

const kinds: ReadonlyMap<string, EntityKind> = new Map([
  ['PER', 'person'],
  ['PERSON', 'person'],
  ['ORG', 'organization'],
  ['ORGANIZATION', 'organization'],
  ['LOC', 'location'],
  ['LOCATION', 'location'],
  ['GPE', 'location'],
]);

/** The kind of a type of CoNLL-2003 or OntoNotes; all others are miscellaneous. */
export function entityKind(type: string): EntityKind {
  return kinds.get(type.toUpperCase()) ?? 'miscellaneous';
}
