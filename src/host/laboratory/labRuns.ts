import type { CatalogModel } from '../../common/models/modelCatalog';
import type { RunFacts } from '../../common/protocol/model/run';
import type { KeptRun } from '../history/runList';

/** What is kept of a run of a tool. */
export interface LabRunContent<Form, Result> {
  readonly source: string;
  readonly form: Form;
  readonly result: Result;
  readonly notices: readonly string[];
  readonly facts: readonly RunFacts[];
  readonly models: readonly CatalogModel[];
}

/** A run that can be shown, copied and exported again. */
export type LabRun<Form, Result> = KeptRun<LabRunContent<Form, Result>>;
