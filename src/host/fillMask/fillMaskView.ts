import { env, type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { View } from '../../common/contributions';
import {
  applyCandidate,
  copyCandidates,
  fillMaskState,
  rerunFillMask,
  type FillMaskState,
} from '../../common/protocol/views/fillMask';
import { serve } from '../../common/rpc/serve';
import { StateView } from '../views/stateView';
import type { FillMaskSession } from './fillMaskSession';

/** The Fill Mask side panel. */
export class FillMaskView extends StateView<FillMaskState> {
  constructor(
    extensionUri: Uri,
    private readonly session: FillMaskSession,
    private readonly onTopK: (topK: number) => void,
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
        await this.session.apply(mask, candidate);
        return true;
      } catch (error) {
        this.session.fail(error);
        return false;
      }
    });
    connection.onNotification(rerunFillMask, ({ topK }) => this.onTopK(topK));
    connection.onNotification(copyCandidates, ({ mask }) => {
      void env.clipboard.writeText(this.session.table(mask));
    });
  }
}
