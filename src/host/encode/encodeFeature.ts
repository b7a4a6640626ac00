import type { WorkerClient } from '../../common/processes';
import type { DocumentMirror } from '../documents/documentMirror';
import type { StoredText } from '../history/storedText';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import type { TokenizerChoice } from '../tokens/tokenizerChoice';
import { DecodeSession } from './decodeSession';
import { EncodeSession } from './encodeSession';

/** What the feature is built from. */
export interface EncodeParts {
  readonly tokenizers: TokenizerChoice;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly runs: Runs;
  readonly stored: StoredText;
}

/** The encode workbench and decoding. */
export class EncodeFeature extends Disposables {
  readonly encode: EncodeSession;
  readonly decode: DecodeSession;

  constructor({ tokenizers, worker, mirror, runs, stored }: EncodeParts) {
    super();
    this.encode = this.add(new EncodeSession(tokenizers, worker, mirror, runs));
    this.decode = this.add(new DecodeSession(tokenizers, worker, runs));
    this.add(
      stored.onDidDelete(() => {
        this.encode.clear();
        this.decode.clear();
      }),
    );
  }
}
