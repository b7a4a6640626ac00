import { ProgressType } from 'vscode-jsonrpc';
import type { LoadStage, ModelRef } from './models';
import type { ReadingPart } from './reading';

/** What every run of a model names. */
export interface ModelRun {
  readonly model: ModelRef;
  /** Loading and the share done are reported under this token. */
  readonly progress?: string;
}

/** How far a run is: loading its model, the share done, from 0 to 1, or a part of what it gives. */
export type RunProgress =
  | { readonly kind: 'stage'; readonly stage: LoadStage }
  | {
      readonly kind: 'share';
      readonly share: number;
      /** What is done beside reading with the model. */
      readonly phase?: 'training';
    }
  | { readonly kind: 'part'; readonly part: ReadingPart };
export const runProgress = new ProgressType<RunProgress>();

/** What every result says of the run that gave it. */
export interface RunFacts {
  readonly model: string;
  readonly precision: string;
  readonly revision: string;
  readonly threads: number;
  /** Rows that went together at most; 1 where rows went one by one. */
  readonly batchSize: number;
  readonly milliseconds: number;
}
