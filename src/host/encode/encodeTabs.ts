import { l10n, window } from 'vscode';
import type { MessageConnection, NotificationType } from 'vscode-jsonrpc';
import { copyDecoded, decodeIds, decodeState } from '../../common/protocol/views/decode';
import {
  changeEncodeForm,
  copyEncoding,
  encodeState,
  startEncode,
  type EncodeFormat,
} from '../../common/protocol/views/encode';
import { requireActiveEditor } from '../documents/activeEditor';
import { Disposables } from '../lifecycle/disposables';
import { copyToClipboard } from '../tokens/copyToClipboard';
import type { EncodeFeature } from './encodeFeature';
import { encodeInputAt } from './encodeInput';

/** Sends a notification to the view, when it is there. */
type Notify = <P>(type: NotificationType<P>, params: P) => void;

/** The Encode and Decode tabs of the Tokens view. */
export class EncodeTabs extends Disposables {
  constructor(
    private readonly feature: EncodeFeature,
    private readonly notify: Notify,
  ) {
    super();
    const { encode, decode } = feature;
    this.add(encode.onDidChange((state) => notify(encodeState, state)));
    this.add(decode.onDidChange((state) => notify(decodeState, state)));
  }

  /** Sends both states, to a page that was just loaded. */
  push(): void {
    this.notify(encodeState, this.feature.encode.state);
    this.notify(decodeState, this.feature.decode.state);
  }

  cancel(): void {
    this.feature.encode.cancel();
    this.feature.decode.cancel();
  }

  handle(connection: MessageConnection): void {
    const { encode, decode } = this.feature;
    connection.onNotification(startEncode, () => void this.encodeSelection());
    connection.onNotification(changeEncodeForm, (form) => void encode.changeForm(form));
    connection.onNotification(copyEncoding, ({ format }) => void this.#copyEncoding(format));
    connection.onNotification(decodeIds, ({ ids, skipSpecialTokens, pasted }) => {
      void decode.run(ids, skipSpecialTokens, pasted);
    });
    connection.onNotification(copyDecoded, () => {
      void copyToClipboard(decode.state.text, l10n.t('Text copied'));
    });
  }

  async #copyEncoding(format: EncodeFormat): Promise<void> {
    const copy = await this.feature.encode.copyOf(format);
    if (copy !== null) {
      await copyToClipboard(copy, l10n.t('Encoding copied'));
    } else if (format === 'torch') {
      void window.showWarningMessage(
        l10n.t('The rows differ in length, which no tensor can hold: choose a padding first.'),
      );
    }
  }

  /** Encodes what is selected in the active editor, with the form as it is. */
  async encodeSelection(): Promise<void> {
    const { encode } = this.feature;
    try {
      await encode.run(encodeInputAt(requireActiveEditor()));
    } catch (error) {
      encode.fail(error);
    }
  }
}
