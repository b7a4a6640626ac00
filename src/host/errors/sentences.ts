import { extensions, l10n } from 'vscode';
import { extensionId } from '../../common/contributions';
import type { ErrorArguments, ErrorCode, TokenscopeError } from '../../common/errors';
import type { ViewActionId } from '../../common/protocol/views/view';
import { counted } from '../wording/counted';
import { headFileRefusal } from './headFileRefusal';
import { hubSentences } from './hubSentences';
import { clozeRefusal } from './clozeRefusal';
import { packSentences } from './packSentences';
import { memoryRefusal } from './memoryRefusal';
import { serverWords } from './serverWords';
import { presetRefusal } from './presetRefusal';
import { tokenizerRefusal } from './tokenizerRefusal';

/** An error in words, with the action that its button runs. */
export interface Worded {
  readonly sentence: string;
  readonly action: ViewActionId | null;
}

/** A file of ours by its place in the extension: the whole path is in the log. */
function shownPath(file: string): string {
  const folder = extensions.getExtension(extensionId)?.extensionPath;
  return folder !== undefined && file.startsWith(folder) ? file.slice(folder.length + 1) : file;
}

/** What a task of the model process needs. */
function neededModel(task: string): string {
  switch (task) {
    case 'text-classification':
      return l10n.t('an encoder fine-tuned for text classification (…ForSequenceClassification)');
    case 'token-classification':
      return l10n.t('an encoder fine-tuned for named entities (…ForTokenClassification)');
    case 'question-answering':
      return l10n.t('an encoder fine-tuned to answer questions (…ForQuestionAnswering)');
    case 'fill-mask':
      return l10n.t('a masked model such as BERT (…ForMaskedLM)');
    case 'text-generation':
      return l10n.t(
        'a causal model such as GPT-2, with a key-value cache (GPT2LMHeadModel, …ForCausalLM)',
      );
    case 'any':
      return l10n.t(
        'a masked model such as BERT (…ForMaskedLM), a causal model such as GPT-2 (…LMHeadModel, …ForCausalLM), or an encoder fine-tuned for text classification, named entities or question answering (…ForSequenceClassification, …ForTokenClassification, …ForQuestionAnswering)',
      );
    default:
      return task;
  }
}

export type Words<C extends ErrorCode> = (args: ErrorArguments[C]) => Worded;

const plain = (sentence: string): Worded => ({ sentence, action: null });

const words: { readonly [C in ErrorCode]: Words<C> } = {
  Cancelled: () => plain(l10n.t('Cancelled.')),
  InvalidParameter: ({ name, value, expected }) => ({
    sentence: l10n.t('{0} is {1}, but must be {2}.', name, value, expected),
    action: 'openSettings',
  }),
  InvalidSettings: ({ problems }) => ({
    sentence: l10n.t(
      '{0} settings are wrong, so their defaults are used: {1}.',
      problems.length,
      problems
        .map(({ name, value, expected }) =>
          l10n.t('{0} is {1}, but must be {2}', name, value, expected),
        )
        .join('; '),
    ),
    action: 'openSettings',
  }),
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
  NoRoom: ({ value, special, least }) =>
    plain(
      l10n.t(
        'A maximum length of {0} leaves no room beside {1}: set it to {2} or more.',
        value,
        counted(special, 'specialToken'),
        least,
      ),
    ),
  StrideTooLarge: ({ value, limit }) =>
    plain(
      l10n.t(
        'A stride of {0} repeats whole pieces here: set it to {1} or less, or raise the maximum length.',
        value,
        limit,
      ),
    ),
  CannotTruncate: ({ text, tokens, remove }) =>
    plain(
      l10n.t(
        'In row {0}, {1} would have to go from a text of {2}: cut the longest first, or raise the maximum length.',
        text,
        counted(remove, 'token'),
        tokens,
      ),
    ),
  PairMissing: ({ field, text }) =>
    plain(
      field === 'pairs'
        ? l10n.t('Text {0} has no pair: give every text a pair, or none.', text)
        : l10n.t('Only the second text is to be cut, but text {0} has no pair: add pairs.', text),
    ),
  NoPadToken: ({ tokenizer }) =>
    plain(
      l10n.t(
        '{0} has no padding token: name one of its tokens to pad with, or turn padding off.',
        tokenizer,
      ),
    ),
  UnknownToken: ({ token, tokenizer }) =>
    plain(l10n.t('{0} has no token {1}: name one of its vocabulary.', tokenizer, token)),
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
  DocumentChanged: () =>
    plain(
      l10n.t('The text there has changed since, so nothing was put into the document: run again.'),
    ),
  DocumentGone: () =>
    plain(l10n.t('The document is closed: open it again, or copy the result instead.')),
  DocumentUnavailable: () =>
    plain(l10n.t('Open a text document first: not a binary file, and not over 50 MB.')),
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
  UnknownTokenizer: ({ tokenizer }) => ({
    sentence: l10n.t('There is no tokenizer named {0}: choose another.', tokenizer),
    action: 'selectTokenizer',
  }),
  TokenizerRefused: tokenizerRefusal,
  TokenizerCopyLost: ({ tokenizer, problem }) => ({
    sentence:
      problem === 'missing'
        ? l10n.t('The stored copy of the tokenizer {0} cannot be read: add it again.', tokenizer)
        : l10n.t('The stored copy of the tokenizer {0} was changed: add it again.', tokenizer),
    action: 'addTokenizer',
  }),
  TokenizerQuarantined: ({ tokenizer, reason }) => ({
    sentence:
      reason === 'slow'
        ? l10n.t('The tokenizer {0} took too long on a text and is not used any more.', tokenizer)
        : l10n.t('The tokenizer {0} crashed on a text and is not used any more.', tokenizer),
    action: 'retryTokenizer',
  }),
  TooLongToEncodeWhole: ({ tokenizer, limit }) =>
    plain(
      l10n.t(
        'The tokenizer {0} takes at most {1} characters at once (it admits no cut in a text): select less.',
        tokenizer,
        limit.toLocaleString(),
      ),
    ),
  WorkspaceUntrusted: ({ file }) => ({
    sentence: l10n.t('{0} is in a workspace that you do not trust: trust it first.', file),
    action: 'manageTrust',
  }),
  UnknownModel: ({ model }) => plain(l10n.t('There is no model named {0}.', model)),
  ChosenModelMissing: ({ task, model }) => ({
    sentence: l10n.t(
      'The model {0} that the settings name is not on this machine: select another one.',
      model,
    ),
    action: task === 'fill-mask' ? 'selectFillMaskModel' : 'selectCompletionModel',
  }),
  WrongModelKind: ({ model, needed }) =>
    plain(l10n.t('{0} is not a model for this task, which needs {1}.', model, neededModel(needed))),
  LabelsMismatch: ({ model, labels, width }) =>
    plain(
      l10n.t(
        'config.json of {0} names {1} labels, but its weights give {2}: get config.json and weights of one model.',
        model,
        labels,
        width,
      ),
    ),
  NoModelCard: ({ model }) =>
    plain(l10n.t('{0} has no card: there is no README.md in its folder.', model)),
  HalfOutputs: ({ model, precision }) =>
    plain(
      l10n.t(
        'The weights of {0} in {1} give their results in 16 bits, which are not read here: choose another precision.',
        model,
        precision,
      ),
    ),
  ContextMismatch: ({ model, contextLength }) =>
    plain(
      l10n.t(
        'config.json of {0} says that it takes {1} tokens, but its weights take fewer: get config.json and weights of one model.',
        model,
        contextLength,
      ),
    ),
  NoTaskModel: () => ({
    sentence: l10n.t(
      'No model that answers questions is bundled: choose the folder of one that was fine-tuned for it (ONNX).',
    ),
    action: 'chooseModelFolder',
  }),
  PresetRefused: presetRefusal,
  UnknownPreset: ({ preset }) => ({
    sentence: l10n.t('There is no preset named {0}: choose another, or write it.', preset),
    action: 'editPresets',
  }),
  NoMessage: ({ user }) =>
    plain(l10n.t('There is no message to answer: write one behind “{0}:” first.', user)),
  OneModel: ({ model }) => ({
    sentence: l10n.t(
      '{0} is the only model for this: choose the folder of another precision or model to compare it with.',
      model,
    ),
    action: 'chooseModelFolder',
  }),
  NoQuestion: () => plain(l10n.t('There is no question: write one first.')),
  MissingOutput: ({ model, output }) =>
    plain(
      output === 'inspect'
        ? l10n.t(
            '{0} gives only its predictions, not its inner states: choose a model that has them, such as the bundled one.',
            model,
          )
        : l10n.t('{0} has no head for this task: choose a model that has one.', model),
    ),
  FileMissing: ({ file }) => ({
    sentence: l10n.t(
      'The file {0} is missing: reinstall Tokenscope to bring it back.',
      shownPath(file),
    ),
    action: 'reinstall',
  }),
  FileCorrupt: ({ file, reason }) => ({
    sentence: l10n.t(
      'The file {0} is damaged ({1}): reinstall Tokenscope.',
      shownPath(file),
      reason,
    ),
    action: 'reinstall',
  }),
  ChosenFileMissing: ({ file }) => ({
    sentence: l10n.t(
      'The file {0} is missing: get the model again, with this file, and choose its folder again.',
      file,
    ),
    action: 'chooseModelFolder',
  }),
  ChosenFileCorrupt: ({ file, reason }) => ({
    sentence: l10n.t(
      'The file {0} is damaged or was changed ({1}): get the model again and choose its folder again.',
      file,
      reason,
    ),
    action: 'chooseModelFolder',
  }),
  DiskFull: ({ file }) =>
    plain(
      l10n.t(
        'The disk is full: {0} was not written, and nothing was changed. Make room or choose another folder.',
        file,
      ),
    ),
  FileNotWritten: ({ file, reason }) =>
    plain(l10n.t('{0} could not be written ({1}): choose another folder or name.', file, reason)),
  TableTooLongToCopy: ({ limit }) =>
    plain(
      l10n.t(
        'The table has more than the {0} characters that are copied at most: export it instead.',
        limit.toLocaleString(),
      ),
    ),
  DocumentUnsaved: ({ file }) =>
    plain(
      l10n.t('{0} has changes that are not saved: save it first, it is read from the disk.', file),
    ),
  TableNotRead: ({ file, reason }) =>
    plain(l10n.t('{0} cannot be read ({1}): choose another file.', file, reason)),
  TableNotUtf8: ({ file, line }) =>
    plain(l10n.t('Line {1} of {0} is not UTF-8 text: save the file as UTF-8 first.', file, line)),
  TableQuoting: ({ file, line }) =>
    plain(
      l10n.t(
        'The quotation marks in the row at line {1} of {0} are wrong: put the cell in "…", and write "" for a mark inside.',
        file,
        line,
      ),
    ),
  TableRowCells: ({ file, line, cells, expected }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} has {2} cells, but the header has {3}: put cells with commas in "…".',
        file,
        line,
        cells,
        expected,
      ),
    ),
  TableRowTooLong: ({ file, line, limit }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} is longer than {2} bytes: look there for a quotation mark that is not closed.',
        file,
        line,
        limit.toLocaleString(),
      ),
    ),
  ColumnMissing: ({ file, column, columns }) =>
    plain(
      l10n.t(
        '{0} has no column {1}: choose one of its first line ({2}).',
        file,
        column,
        columns.join(', '),
      ),
    ),
  ColumnRepeated: ({ file, column }) =>
    plain(l10n.t('{0} has several columns named {1}: rename all but one.', file, column)),
  NoLabelledRows: ({ source, noLabel, noText }) =>
    plain(
      l10n.t(
        '{0} has no row with both a text and a label ({1} without label, {2} without text): label some first.',
        source,
        noLabel,
        noText,
      ),
    ),
  OneLabel: ({ source, label, rows }) =>
    plain(
      l10n.t(
        'All {2} labelled rows of {0} have the label {1}: add rows of another label.',
        source,
        label,
        rows,
      ),
    ),
  LabelTooRare: ({ source, label, rows, least }) =>
    plain(
      l10n.t(
        'The label {1} has {2} row in {0}, but needs {3} to be tested on: add rows, or merge labels.',
        source,
        label,
        rows,
        least,
      ),
    ),
  TooManyLabels: ({ source, limit }) =>
    plain(
      l10n.t(
        '{0} has more than {1} different labels: choose the column that holds the labels.',
        source,
        limit,
      ),
    ),
  TooManyRows: ({ source, limit }) =>
    plain(
      l10n.t(
        '{0} has more than {1} labelled rows, the most that a head is trained on here: train on a sample of them.',
        source,
        limit.toLocaleString(),
      ),
    ),
  GroupMissing: ({ source, line }) =>
    plain(
      l10n.t(
        'The row at line {1} of {0} has no group: fill it in, or use no groups.',
        source,
        line,
      ),
    ),
  OneGroup: ({ source, group }) =>
    plain(
      l10n.t(
        'All rows of {0} are of the group {1}, so none can be held out: choose another column, or no groups.',
        source,
        group,
      ),
    ),
  HeadFileRefused: headFileRefusal,
  HeadForOtherEncoder: ({ file, trainedOn, given }) =>
    plain(
      l10n.t(
        '{0} was trained on {1}, not on {2}: use that model, or train again.',
        file,
        trainedOn,
        given,
      ),
    ),
  Offline: ({ host }) => ({
    sentence: l10n.t(
      'Tokenscope works offline, so {0} was not reached. Turn the setting “Work Offline” off to use the network.',
      host,
    ),
    action: 'openSettings',
  }),
  ...hubSentences,
  ...packSentences,
  ...serverWords,
  NotALocalFile: () =>
    plain(l10n.t('Files can be written only to a folder of the machine that the text is on.')),
  NotEnoughMemory: memoryRefusal,
  NotNumbers: ({ model }) =>
    plain(
      l10n.t(
        '{0} gave results that are not numbers: its weights are damaged, or too coarse for this text. Choose another model or precision.',
        model,
      ),
    ),
  OutOfMemory: ({ model }) =>
    plain(
      l10n.t('There was not enough memory for {0}: close other programs and run again.', model),
    ),
  ProcessDied: ({ process, reason }) => ({
    sentence: l10n.t('The {0} process ended ({1}); run again and it starts anew.', process, reason),
    action: 'showLog',
  }),
  ProcessDown: ({ process }) => ({
    sentence: l10n.t('The {0} process crashed three times in a minute and stays down.', process),
    action: 'restartProcesses',
  }),
  ProcessFailed: ({ process, reason }) => ({
    sentence: l10n.t(
      'The {0} process could not be started ({1}): check the setting tokenscope.runtime.',
      process,
      reason,
    ),
    action: 'openSettings',
  }),
  Disposed: () => plain(l10n.t('Tokenscope is shutting down.')),
  Internal: ({ reason }) => ({
    sentence: l10n.t('Something went wrong in Tokenscope: {0}', reason),
    action: 'showLog',
  }),
};

/** One clear sentence for an error, and the action that helps. */
export function wordError(error: TokenscopeError): Worded {
  const word = words[error.code] as Words<ErrorCode>;
  return word(error.args);
}

/** Labels of the buttons. */
export function actionLabel(action: ViewActionId): string {
  switch (action) {
    case 'restartProcesses':
      return l10n.t('Restart');
    case 'showLog':
      return l10n.t('Show Log');
    case 'openSettings':
      return l10n.t('Open Settings');
    case 'fillMask':
      return l10n.t('Fill [MASK]');
    case 'maskWord':
      return l10n.t('Mask This Word');
    case 'continue':
      return l10n.t('Continue with GPT-2');
    case 'reinstall':
      return l10n.t('Show in Extensions');
    case 'selectTokenizer':
      return l10n.t('Select Tokenizer');
    case 'addTokenizer':
      return l10n.t('Add Tokenizer');
    case 'retryTokenizer':
      return l10n.t('Try Again');
    case 'manageTrust':
      return l10n.t('Manage Trust');
    case 'demonstrateBias':
      return l10n.t('Demonstrate Bias');
    case 'continueWithPreset':
      return l10n.t('Continue with Preset');
    case 'editPresets':
      return l10n.t('Edit Presets');
    case 'chooseModelFolder':
      return l10n.t('Choose Folder');
    case 'setHubToken':
      return l10n.t('Set Hub Token');
    case 'openHubSettings':
      return l10n.t('Open Settings');
    case 'importPack':
      return l10n.t('Choose Another Pack');
    case 'sharedFolder':
      return l10n.t('Open Settings');
    case 'selectFillMaskModel':
    case 'selectCompletionModel':
      return l10n.t('Select Model');
    case 'useServer':
      return l10n.t('Choose Server');
    case 'useLocalModel':
      return l10n.t('Use Local Model');
    case 'setServerKey':
      return l10n.t('Set Server Key');
    case 'openServerSettings':
      return l10n.t('Open Settings');
  }
}
