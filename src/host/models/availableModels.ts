import type { Event } from 'vscode';

/** A precision of a model that can be fetched. */
export interface AvailablePrecision {
  /** Id of its model. */
  readonly model: string;
  /** transformers.js `dtype`. */
  readonly precision: string;
  /** Of what has to be fetched; null where it is not known yet. */
  readonly bytes: number | null;
}

/** A model that is not on this machine and can be fetched. */
export interface AvailableModel {
  /** Such as `Xenova/distilgpt2`. */
  readonly id: string;
  /** What it is good for, in a few words. */
  readonly about: string;
  /** The most exact first. */
  readonly precisions: readonly AvailablePrecision[];
}

/** What the Models view offers to fetch. */
export interface AvailableModels {
  readonly onDidChange: Event<void>;
  /** In the order of the view; without what is installed already. */
  readonly all: readonly AvailableModel[];
}
