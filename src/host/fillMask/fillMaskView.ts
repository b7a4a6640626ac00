import { env, type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { View } from '../../common/contributions';
import {
  applyCandidate,
  applyFilling,
  copyCandidates,
  fillAllTogether,
  fillMaskState,
  filterCandidates,
  pinFillMaskRun,
  previewFill,
  rerunFillMask,
  showFillMaskRun,
  type FillMaskState,
} from '../../common/protocol/views/fillMask';
import type { CandidateFilter } from '../../common/protocol/model/candidateFilter';
import { serve } from '../../common/rpc/serve';
import { StateView } from '../views/stateView';
import type { FillMaskSession } from './fillMaskSession';

/** What the view asks of the feature. */
export interface FillMaskActions {
  topK(topK: number): void;
  filter(filter: CandidateFilter): void;
  together(beamWidth: number): void;
}

/** The Fill Mask side panel. */
export class FillMaskView extends StateView<FillMaskState> {
  constructor(
    extensionUri: Uri,
    private readonly session: FillMaskSession,
    private readonly on: FillMaskActions,
  ) {
    super(extensionUri, View.fillMask, 'fillMask', 'tokenscope-fill-mask', fillMaskState);
  }

  protected state(): FillMaskState {
    return this.session.state;
  }

  protected cancel(): void {
    this.session.cancel();
  }

  protected handle(connection: MessageConnection): void {
    serve(connection, applyCandidate, async ({ mask, candidate }) => {
      try {
        await this.session.edits.apply(mask, candidate);
        return true;
      } catch (error) {
        this.session.fail(error);
        return false;
      }
    });
    serve(connection, applyFilling, async ({ filling }) => {
      try {
        await this.session.edits.applyFilling(filling);
        return true;
      } catch (error) {
        this.session.fail(error);
        return false;
      }
    });
    connection.onNotification(rerunFillMask, ({ topK }) => this.on.topK(topK));
    connection.onNotification(filterCandidates, ({ filter }) => this.on.filter(filter));
    connection.onNotification(fillAllTogether, ({ beamWidth }) => this.on.together(beamWidth));
    connection.onNotification(previewFill, ({ what }) => this.session.edits.preview(what));
    connection.onNotification(showFillMaskRun, ({ run }) => this.session.showRun(run));
    connection.onNotification(pinFillMaskRun, ({ run }) => this.session.pin(run));
    connection.onNotification(copyCandidates, ({ mask }) => {
      void env.clipboard.writeText(this.session.table(mask));
    });
  }
}
