import type { Uri } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import type { ErrorReporter } from '../errors/report';
import type { StoredText } from '../history/storedText';
import type { Runs } from '../lifecycle/runs';
import type { Settings } from '../settings/settings';
import type { ModelRegistry } from './modelRegistry';

/** What a feature that runs a model and shows it in a view is built from. */
export interface ModelFeatureParts {
  readonly extensionUri: Uri;
  readonly settings: Settings;
  readonly registry: ModelRegistry;
  /** The model process. */
  readonly worker: WorkerClient;
  readonly runs: Runs;
  readonly errors: ErrorReporter;
  readonly stored: StoredText;
}
