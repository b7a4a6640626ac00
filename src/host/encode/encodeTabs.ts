import { env } from 'vscode';
import type { MessageConnection, NotificationType } from 'vscode-jsonrpc';
import { copyDecoded, decodeIds, decodeState } from '../../common/protocol/views/decode';
import {
  changeEncodeForm,
  copyEncoding,
  encodeState,
  startEncode,
} from '../../common/protocol/views/encode';
import { requireActiveEditor } from '../documents/activeEditor';
import { Disposables } from '../lifecycle/disposables';
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
    connection.onNotification(copyEncoding, ({ format }) => {
      const copy = encode.copyOf(format);
      if (copy !== null) {
        void env.clipboard.writeText(copy);
      }
    });
    connection.onNotification(decodeIds, ({ ids, skipSpecialTokens }) => {
      void decode.run(ids, skipSpecialTokens);
    });
    connection.onNotification(copyDecoded, () => {
      void env.clipboard.writeText(decode.state.text);
    });
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
