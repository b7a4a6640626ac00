import { NotificationType, NotificationType0 } from 'vscode-jsonrpc';

export const labelTasks = ['classification', 'entities', 'answer'] as const;
export type LabelTask = (typeof labelTasks)[number];

/** The model of the extension itself, where it has one for a task. */
export const bundledHead = 'bundled';

export interface LabelsForm {
  readonly task: LabelTask;
  /** `selection`: the selections that hold text, else the paragraph around the cursor. */
  readonly scope: 'selection' | 'paragraph' | 'document';
  /** Id of the chosen model of each task: {@link bundledHead}, a folder's, or empty for none. */
  readonly models: Readonly<Record<LabelTask, string>>;
  readonly question: string;
}

/** A part of the document. */
export interface PlacedPart {
  readonly text: string;
  /** UTF-16 offsets in the document, half open. */
  readonly start: number;
  readonly end: number;
  /** The same in code points. */
  readonly cpStart: number;
  readonly cpEnd: number;
}

/** What all results hold. */
interface LabelsResult {
  /** `doc_id` of exports. */
  readonly document: string;
  readonly head: LabelsHead;
  /** The texts that were read, for their hashes and for code. */
  readonly texts: readonly string[];
}

/** The head that gave the labels. */
export interface LabelsHead {
  readonly bundled: boolean;
  /** In the order of the logits. */
  readonly labels: readonly string[];
}

export interface LabelledSentence extends PlacedPart {
  /** One for each label. */
  readonly scores: readonly number[];
  /** Index of the label with the largest score. */
  readonly best: number;
}

export interface ClassificationView extends LabelsResult {
  readonly task: 'classification';
  readonly sentences: readonly LabelledSentence[];
}

export interface FoundEntity extends PlacedPart {
  /** Index of its sentence. */
  readonly sentence: number;
  /** Such as `PER`. */
  readonly type: string;
  /** Mean of its words' p. */
  readonly score: number;
}

export interface EntitiesView extends LabelsResult {
  readonly task: 'entities';
  readonly entities: readonly FoundEntity[];
}

export interface PlacedAnswer extends PlacedPart {
  readonly logit: number;
  readonly p: number;
  /** The text around it, for the list. */
  readonly before: string;
  readonly after: string;
}

export interface AnswersView extends LabelsResult {
  readonly task: 'answer';
  readonly question: string;
  readonly answers: readonly PlacedAnswer[];
  readonly none: { readonly logit: number; readonly p: number };
  readonly windows: number;
}

export type LabelsView = ClassificationView | EntitiesView | AnswersView;

/** A model that the form can name. */
export interface HeadChoice {
  readonly id: string;
  readonly name: string;
  readonly task: LabelTask;
  /** Where it is from, and what it was trained on, as far as that is known. */
  readonly about: string;
}

/** The view asks for the models; {@link headChoices} answers, and follows every change. */
export const listHeadChoices = new NotificationType0('laboratory/listHeads');
export const headChoices = new NotificationType<{ readonly choices: readonly HeadChoice[] }>(
  'laboratory/heads',
);
/** Asks for a model folder and adds it. */
export const addHead = new NotificationType0('laboratory/addHead');
/** Proposes models of the hub for a task, and adds the one that is chosen. */
export const addHubHead = new NotificationType<{ readonly task: LabelTask }>(
  'laboratory/addHubHead',
);
/** Forgets a model folder; its files stay. */
export const removeHead = new NotificationType<{ readonly id: string }>('laboratory/removeHead');
