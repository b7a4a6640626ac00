import { l10n, window, workspace, type Uri } from 'vscode';
import type { MessageConnection, RequestType } from 'vscode-jsonrpc';
import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import {
  attentionThumbnails,
  attentionWeights,
  type AttentionReading,
} from '../../../common/protocol/model/attention';
import {
  copyAttentionMatrix,
  saveAttentionPicture,
  viewAttentionThumbnails,
  viewAttentionWeights,
  type AttentionView,
} from '../../../common/protocol/views/laboratory/attention';
import { proposedFile } from '../../exports/exportFile';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import { copyToClipboard } from '../../tokens/copyToClipboard';
import type { LabSession } from '../labSession';

/**
 * What the Attention tab asks for beside its state: weights, a layer at a time, straight from the model
 * process, which computes them anew when it has lost them; and files of what it has drawn.
 */
export class AttentionChannel {
  constructor(
    private readonly session: LabSession,
    private readonly parts: ModelFeatureParts,
  ) {}

  connect(connection: MessageConnection): void {
    connection.onRequest(viewAttentionWeights, ({ run, part }) =>
      this.#ask(run, attentionWeights, { part }),
    );
    connection.onRequest(viewAttentionThumbnails, ({ run }) =>
      this.#ask(run, attentionThumbnails, {}),
    );
    connection.onNotification(saveAttentionPicture, ({ kind, content }) => {
      void this.#save(kind, content);
    });
    connection.onNotification(copyAttentionMatrix, ({ text }) => {
      void copyToClipboard(text, l10n.t('Matrix copied'));
    });
  }

  async #ask<P extends AttentionReading, R>(
    id: number,
    type: RequestType<P, R, unknown>,
    params: Omit<P, keyof AttentionReading>,
  ): Promise<R | null> {
    const run = this.session.find(id);
    const [model] = run?.models ?? [];
    if (!run || !model) {
      return null;
    }
    const { registry, worker } = this.parts;
    try {
      const { ids } = run.result as AttentionView;
      const whole = { ...params, model: registry.ref(model), ids } as unknown as P;
      return await worker.request(type, whole);
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.session.fail(error);
      }
      return null;
    }
  }

  async #save(kind: 'svg' | 'png', content: Uint8Array): Promise<void> {
    const document = this.session.input?.document ?? workspace.textDocuments[0];
    const file = await window.showSaveDialog({
      title: l10n.t('Save Picture'),
      defaultUri: proposedFile(document, `attention.${kind}`),
      filters: kind === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
    });
    if (file) {
      await this.#write(file, content);
    }
  }

  async #write(file: Uri, content: Uint8Array): Promise<void> {
    try {
      await workspace.fs.writeFile(file, content);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
      const name = file.path.split('/').pop() ?? '';
      this.parts.errors.show(new TokenscopeError('FileNotWritten', { file: name, reason }));
    }
  }
}
