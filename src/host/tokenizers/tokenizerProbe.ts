import { CancellationTokenSource, type CancellationToken } from 'vscode-jsonrpc';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { TokenizerProblem } from '../../common/models/addedTokenizer';
import type { WorkerClient } from '../../common/processes';
import { inspectTokenizer, type Inspection } from '../../common/protocol/tokenizer/added';

/** A process of its own for each file, ended by disposing of it. */
export type ProbeProcess = Pick<WorkerClient, 'request'> & { dispose(): void };

/** Loading and trying out the largest published tokenizers takes a third of it on a slow machine. */
const defaultMilliseconds = 20_000;

/** Looks at files that are to be added as tokenizers, where a malicious one can do no harm. */
export class TokenizerProbe {
  constructor(
    private readonly start: () => ProbeProcess,
    private readonly milliseconds = defaultMilliseconds,
  ) {}

  /**
   * Loads the file and tries it out.
   * @param file absolute path of a copy.
   * @param origin path of the original, for errors.
   * @throws TokenscopeError `TokenizerRefused`, `Cancelled`, or of the process.
   */
  async inspect(file: string, origin: string, token: CancellationToken): Promise<Inspection> {
    const refused = (problem: TokenizerProblem, detail = ''): TokenscopeError =>
      new TokenscopeError('TokenizerRefused', { file: origin, problem, detail });
    const process = this.start();
    const stop = new CancellationTokenSource();
    const deadline = AbortSignal.timeout(this.milliseconds);
    deadline.addEventListener('abort', () => stop.cancel());
    const listening = token.onCancellationRequested(() => stop.cancel());
    try {
      return await process.request(inspectTokenizer, { file }, stop.token);
    } catch (error) {
      if (deadline.aborted) {
        throw refused('slow');
      }
      if (isTokenscopeError(error, 'ProcessDied')) {
        throw refused('crashed', error.args.reason);
      }
      throw isTokenscopeError(error, 'TokenizerRefused')
        ? refused(error.args.problem, error.args.detail)
        : error;
    } finally {
      listening.dispose();
      process.dispose();
    }
  }
}
