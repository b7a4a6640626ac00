import { l10n, type CancellationToken } from 'vscode';
import { isPiece, type CompletedToken } from '../../../common/completion/completedToken';
import { TokenscopeError } from '../../../common/errors';
import type { ViewModel } from '../../../common/protocol/views/view';
import type {
  Completer,
  CompleterProgress,
  CompleterResult,
  CompletionRequest,
} from '../completer';
import { signalOf } from './chooseServer';
import type { ServerAddress } from './serverAddress';
import type { ServerBackend } from './serverBackend';
import { unsent, type ServerRequest, type Unsent } from './serverRequest';
import { streamCompletion } from './streamCompletion';

/** Continues prompts on a completion server. */
export class ServerCompleter implements Completer {
  readonly ready = true;

  constructor(
    private readonly backend: ServerBackend,
    private readonly address: ServerAddress,
  ) {}

  get shown(): ViewModel {
    const { model, further } = this.backend.settings;
    return this.#shown(model, null, further);
  }

  get closed(): string {
    return l10n.t(
      '{0} gives its text and the best alternatives, but not the whole distribution: use the local model for this.',
      this.address.host,
    );
  }

  async complete(
    { prompt, prefixText, sampling }: CompletionRequest,
    token: CancellationToken,
    onProgress: (progress: CompleterProgress) => void,
  ): Promise<CompleterResult> {
    const { model, further } = this.backend.settings;
    if (model === '') {
      throw new TokenscopeError('ServerModelMissing', { host: this.address.host });
    }
    const target = await this.backend.target();
    if (token.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const request = { model, prompt: prompt + prefixText, sampling, further };
    const began = performance.now();
    const first: number[] = [];
    const onTokens = (tokens: readonly CompletedToken[]): void => {
      if (first.length === 0) {
        first.push(performance.now() - began);
        // How it reads the prompt, the server does not say.
        onProgress({
          ...{ kind: 'prompt', promptTokens: 0, droppedPromptTokens: 0, usedFrom: 0 },
          prefixText,
        });
      }
      onProgress({ kind: 'tokens', sample: 0, tokens });
    };
    const answer = await streamCompletion(target, request, signalOf(token), onTokens);
    const milliseconds = performance.now() - began;
    return {
      text: answer.tokens.map(({ chunk }) => chunk).join(''),
      tokens: answer.tokens,
      stopReason: answer.stop,
      promptTokens: answer.promptTokens ?? 0,
      seed: sampling.seed,
      milliseconds,
      millisecondsToFirstToken: first[0] ?? milliseconds,
      model: null,
      shown: this.#shown(answer.model ?? model, answer.fingerprint, further),
      notices: noticesOf(request, answer.tokens),
    };
  }

  #shown(model: string, fingerprint: string | null, further: boolean): ViewModel {
    const { base, host } = this.address;
    return {
      name: model === '' ? host : l10n.t('{0} at {1}', model, host),
      precision: l10n.t('as the server runs it'),
      revision: '',
      server: { base, host, model, fingerprint, further },
    };
  }
}

/** What a reader must know of a text from a server. */
function noticesOf(request: ServerRequest, tokens: readonly CompletedToken[]): string[] {
  const notices: string[] = [];
  if (tokens.some(isPiece)) {
    notices.push(
      l10n.t('The server gives no probabilities: the text is shown in the pieces that it came in.'),
    );
  }
  const names = unsent(request).map(unsentName);
  if (names.length > 0) {
    notices.push(
      l10n.t('Not sent to the server, which does as it likes there: {0}.', names.join(', ')),
    );
  }
  return notices;
}

function unsentName(name: Unsent): string {
  switch (name) {
    case 'noRepeatNgramSize':
      return l10n.t('no-repeat n-gram');
    case 'topK':
      return l10n.t('top-k');
    case 'minP':
      return l10n.t('min-p');
    case 'repetitionPenalty':
      return l10n.t('repetition penalty');
  }
}
