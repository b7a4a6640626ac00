import type { CancellationToken, TextEditor, TextDocument } from 'vscode';
import type { RequestType } from 'vscode-jsonrpc';
import type { Column, Cell } from '../../common/exports/table';
import type { TokenscopeError } from '../../common/errors';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { ReadingPart } from '../../common/protocol/model/reading';
import type { ModelRun, RunFacts } from '../../common/protocol/model/run';
import type { TableTarget } from '../../common/protocol/model/writeTable';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { LabToolId } from '../../common/protocol/views/laboratory/laboratory';
import type { LabMark } from './labMarks';

/** What a run works on: text of a document, or a file that no editor needs to show. */
export interface LabSource {
  readonly document: TextDocument | null;
  /** UTF-16 offset of the text in the document, for the line that is named as its source. */
  readonly start: number;
  /** Names the source where there is no document. */
  readonly name?: string;
}

/** What a run on a document works on. */
export interface LabInput extends LabSource {
  readonly document: TextDocument;
}

/** What a run gave: all that the view, a copy and an export need, also after a reload of the window. */
export interface LabOutcome<Result> {
  readonly result: Result;
  readonly notices: readonly string[];
  /** Of each model that ran, in the order of {@link LabOutcome.models}. */
  readonly facts: readonly RunFacts[];
  readonly models: readonly CatalogModel[];
}

/** What a running tool may use. */
export interface LabContext<Result = unknown> {
  readonly token: CancellationToken;
  /**
   * Asks the model process; loading and the share done show in the view.
   * @param onPart told of the parts of a reading as they come.
   */
  request<P extends ModelRun, R>(
    type: RequestType<P, R, unknown>,
    model: CatalogModel,
    params: Omit<P, 'model' | 'progress'>,
    onPart?: (part: ReadingPart) => void,
  ): Promise<R>;
  /** Shows what there is of the result while the run goes on. */
  show(result: Result): void;
}

/** A table of results, as measures define its columns. */
export interface LabTable {
  /** Ends the proposed file name: `notes.<name>.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  /**
   * Makes the rows; those of a table that can be long are made one by one, while they are taken.
   * @param runId goes into the `run_id` of each row.
   */
  readonly rows: (runId: string) => Iterable<readonly Cell[]>;
  /** The texts that were read, for their hashes. */
  readonly inputs: readonly string[];
  /** What the provenance says beside the form. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Of a table that is too large to pass through the host: `rows` gives none then. */
  readonly stream?: LabStream;
}

/** Rows that another process writes by itself. */
export interface LabStream {
  readonly count: number;
  /** Answers the absolute paths of the files written. */
  readonly write: (
    table: TableTarget,
    token: CancellationToken,
    onShare: (share: number) => void,
  ) => Promise<readonly string[]>;
}

/** One tool of the laboratory; its result and form are plain data. */
export interface LabTool<Input extends LabSource, Form, Result> {
  readonly id: LabToolId;
  readonly emptyForm: Form;
  /** Whether a form that is being filled in is far enough to run by itself; always, where it is left out. */
  ready?(form: Form): boolean;
  /**
   * What to work on in the active editor.
   * @throws TokenscopeError `EmptyText` and the like.
   */
  read(editor: TextEditor, form: Form): Input;
  /**
   * In place of reading the active editor: asks the user what to work on; null when they do not say.
   * @param argument that the command was called with.
   * @throws TokenscopeError
   */
  readonly ask?: (argument: unknown) => Promise<Input | null>;
  /** Why it cannot run with this form, such as for want of a model; null when it can. */
  unavailable?(form: Form): TokenscopeError | null;
  /** @throws TokenscopeError */
  run(input: Input, form: Form, context: LabContext<Result>): Promise<LabOutcome<Result>>;
  /** What the view gets of a result that is more than it needs; the result itself, where it is left out. */
  view?(result: Result): unknown;
  /** Colours that the result lays on its document, while its tab is in front. */
  marks?(result: Result, input: Input): readonly LabMark[];
  /** The same of a result with very many: only those near a range of the document as it was read. */
  marksNear?(result: Result, input: Input, range: OffsetRange): readonly LabMark[];
  /** Where a part of the result stands in the document, for the pointer in the view; null for nowhere. */
  part?(result: Result, input: Input, part: number): OffsetRange | readonly OffsetRange[] | null;
  /** @param model that gave the result. */
  table(result: Result, model?: CatalogModel): LabTable;
  /** Further tables, written beside the first as `<its name>.<name>.csv`. */
  moreTables?(result: Result): readonly LabTable[];
  /** The table for the clipboard, where it is not the one that is exported. */
  shown?(result: Result): LabTable;
  /**
   * Python that gives the same numbers.
   * @param model of the result, as the catalog names it. @param other the second one, where it is of two.
   */
  python(result: Result, model: CatalogModel, other?: CatalogModel): Promise<string>;
  /** What was done, as a clause for a methods section: "the probability that …". */
  method(result: Result): string;
}
