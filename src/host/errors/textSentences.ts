import { l10n } from 'vscode';
import { clozeRefusal } from './clozeRefusal';
import { plain, type Sentences } from './worded';

/** The sentences of texts and documents that a run cannot work on, or put its result into. */
export const textSentences = {
  EmptyText: () =>
    plain(l10n.t('There is no text here to work on: write or select some text first.')),
  OneText: () =>
    plain(
      l10n.t(
        'There is one text here: select two (hold Alt for the second), part the text by a line of dashes, or open the other one beside it.',
      ),
    ),
  TooLong: ({ what, actual, limit }) =>
    plain(
      what === 'tokens'
        ? l10n.t('The text has {0} tokens; at most {1} are taken here.', actual, limit)
        : l10n.t('The text has {0} characters; at most {1} are taken here.', actual, limit),
    ),
  NoMask: ({ maskToken }) => ({
    sentence: l10n.t(
      'There is no {0} here: write {0} where a word is to be guessed, or mask a word.',
      maskToken,
    ),
    action: 'maskWord',
  }),
  TooManyMasks: ({ actual, limit }) =>
    plain(
      l10n.t(
        'There are {0} masks here; at most {1} are filled together: select a part with fewer.',
        actual,
        limit,
      ),
    ),
  AttributeOutside: ({ attribute }) =>
    plain(
      l10n.t(
        'The attribute “{0}” does not stand in the sentence beside the gap: mark a part of the sentence.',
        attribute,
      ),
    ),
  OneSentence: () =>
    plain(
      l10n.t(
        'Two sentences are needed: select them, or put the cursor in a paragraph that has them.',
      ),
    ),
  ClozeRefused: clozeRefusal,
  OddTexts: ({ texts }) =>
    plain(
      l10n.t(
        'Pairs need an even number of texts, the first with the second and so on; {0} are selected.',
        texts,
      ),
    ),
  NoWord: () => plain(l10n.t('There is no word at the cursor: put the cursor on a word first.')),
  NoQuestion: () => plain(l10n.t('There is no question: write one first.')),
  NoMessage: ({ user }) =>
    plain(l10n.t('There is no message to answer: write one behind “{0}:” first.', user)),
  DocumentChanged: () =>
    plain(
      l10n.t('The text there has changed since, so nothing was put into the document: run again.'),
    ),
  DocumentGone: () =>
    plain(l10n.t('The document is closed: open it again, or copy the result instead.')),
  DocumentUnavailable: () =>
    plain(l10n.t('Open a text document first: not a binary file, and not over 50 MB.')),
  DocumentUnsaved: ({ file }) =>
    plain(
      l10n.t('{0} has changes that are not saved: save it first, it is read from the disk.', file),
    ),
  NothingSelected: () =>
    plain(
      l10n.t('Nothing was selected when it ran: insert the continuation at the cursor instead.'),
    ),
  ResultRestored: () =>
    plain(l10n.t('This result is from before the window was reloaded: run again first.')),
  SpecialToken: ({ token }) =>
    plain(
      l10n.t('{0} is a special token of the model and no text: choose another candidate.', token),
    ),
  EditRefused: () =>
    plain(
      l10n.t('VS Code refused the edit (is the document read-only?): copy the result instead.'),
    ),
} satisfies Partial<Sentences>;
