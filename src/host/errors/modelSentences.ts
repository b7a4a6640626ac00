import { extensions, l10n } from 'vscode';
import { extensionId } from '../../common/contributions';
import { memoryRefusal } from './memoryRefusal';
import { plain, type Sentences } from './worded';

/** The sentences of models: which there are, their files, and what running them gives. */
export const modelSentences = {
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
  OneModel: ({ model }) => ({
    sentence: l10n.t(
      '{0} is the only model for this: choose the folder of another precision or model to compare it with.',
      model,
    ),
    action: 'chooseModelFolder',
  }),
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
} satisfies Partial<Sentences>;

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
