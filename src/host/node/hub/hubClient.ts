import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { architectureOf } from '../../../common/models/architectures';
import { checkHubId, checkRevision, isCommit, isHubId } from '../../../common/hub/hubIds';
import { described, hubFile, texts } from './hubEntries';
import type { HubModel, HubFile, HubSearchResult } from '../../../common/hub/hubModel';
import type { HubRequests } from './hubRequests';
import { statusFailure, type HubSubject } from './hubStatus';
import type { HubLibrary } from './loadHubLibrary';
import { readText } from './readBody';
import { Patience, TransientError } from './transient';

/** What a search may narrow. */
export interface HubSearch {
  readonly query: string;
  /** The hub's name of a task, such as `fill-mask`. */
  readonly task?: HubTask;
  /** Only models that have ONNX files. */
  readonly onnx?: boolean;
  readonly limit: number;
}

export type HubTask = NonNullable<
  NonNullable<NonNullable<Parameters<HubLibrary['listModels']>[0]>['search']>['task']
>;

/** Repositories with more files are none of a language model. */
const maximumFiles = 20_000;

/** Questions to the model hub: what a model is, what files it has, which models there are. */
export class HubClient {
  constructor(
    private readonly requests: HubRequests,
    private readonly library: () => HubLibrary,
  ) {}

  /** Address of the hub, without a slash at its end. */
  get endpoint(): string {
    return this.requests.endpoint;
  }

  /**
   * A model at the commit that `revision` is now, with all of its files.
   * @param asked id; a model that was renamed is found by its old name too.
   * @throws TokenscopeError `HubBadId`, `HubBadRevision`, `HubUnknownModel`, `HubUnknownRevision`, and
   * as every request does: `Offline`, `HubUnreachable`, `HubBadAnswer`, `HubUnauthorized`, `HubGated`,
   * `HubRateLimited`, `HubServerError`, `Cancelled`.
   */
  async model(asked: string, revision: string, signal: AbortSignal): Promise<HubModel> {
    const subject = { model: checkHubId(asked), revision: checkRevision(revision) };
    const { modelInfo, listFiles } = this.library();
    const to = { hubUrl: this.endpoint, fetch: this.#fetch(subject, signal) };
    return this.#reading(async () => {
      const info = await modelInfo({
        ...to,
        name: asked,
        revision,
        additionalFields: ['sha', 'tags', 'cardData', 'config'],
      });
      if (!isCommit(info.sha) || !isHubId(info.name)) {
        throw notJson(this.endpoint);
      }
      const repo = { type: 'model', name: info.name } as const;
      const files: HubFile[] = [];
      for await (const entry of listFiles({ ...to, repo, revision: info.sha, recursive: true })) {
        if (entry.type === 'file') {
          files.push(hubFile(entry));
        }
        if (files.length > maximumFiles) {
          throw notJson(this.endpoint);
        }
      }
      return {
        ...{ asked, id: info.name, revision, commit: info.sha, files },
        ...described(info),
        downloads: info.downloads,
        architecture: architectureOf(info.config),
        tags: texts(info.tags),
        updated: info.updatedAt.toISOString(),
      };
    });
  }

  /**
   * Models of the hub by words in their names, the most downloaded first.
   * @throws TokenscopeError as every request does, see {@link model}.
   */
  async search(
    { query, task, onnx, limit }: HubSearch,
    signal: AbortSignal,
  ): Promise<HubSearchResult[]> {
    const { listModels } = this.library();
    return this.#reading(async () => {
      const found: HubSearchResult[] = [];
      const models = listModels({
        hubUrl: this.endpoint,
        fetch: this.#fetch(null, signal),
        search: { query, ...(task && { task }), ...(onnx === true && { tags: ['onnx'] }) },
        sort: 'downloads',
        limit,
        additionalFields: ['tags', 'cardData', 'filePaths'],
      });
      for await (const model of models) {
        // A name that is no id could not be asked for, and is not shown.
        if (isHubId(model.name)) {
          const paths = texts(model.filePaths);
          found.push({
            ...{ id: model.name, downloads: model.downloads, likes: model.likes },
            ...described(model),
            onnx: paths.some((path) => /^onnx\/.*\.onnx$/.test(path)),
            tokenizer: paths.includes('tokenizer.json'),
          });
        }
      }
      return found;
    });
  }

  /** A `fetch` for the library: with our token, redirects, time limits, attempts and errors. */
  #fetch(subject: HubSubject | null, signal: AbortSignal): typeof fetch {
    return async (input, init) => {
      const address = new URL(input instanceof Request ? input.url : input);
      const headers = Object.fromEntries(new Headers(init?.headers));
      const patience = new Patience(this.requests.limits, signal);
      for (;;) {
        try {
          return await this.#ask(address, headers, subject, signal);
        } catch (error) {
          await patience.after(atOnce(error));
        }
      }
    };
  }

  async #ask(
    to: URL,
    headers: Record<string, string>,
    subject: HubSubject | null,
    signal: AbortSignal,
  ): Promise<Response> {
    const answer = await this.requests.send(to, { headers, signal });
    const { response, address } = answer;
    const failure = statusFailure(response, address, subject, answer.hasToken);
    if (failure !== null) {
      answer.abort();
      throw failure;
    }
    const text = await readText(answer, this.requests.limits.idle, signal);
    if (/^\s*</.test(text)) {
      throw new TokenscopeError('HubBadAnswer', { host: address.host, problem: 'webPage' });
    }
    return new Response(text, { status: response.status, headers: response.headers });
  }

  /** What the library cannot read is no answer of a hub. */
  async #reading<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw isTokenscopeError(error) ? error : notJson(this.endpoint);
    }
  }
}

function notJson(endpoint: string): TokenscopeError {
  return new TokenscopeError('HubBadAnswer', { host: new URL(endpoint).host, problem: 'notJson' });
}

/** A question is not asked again of a host that cannot be reached: the user is told at once. */
function atOnce(error: unknown): unknown {
  const failure = error instanceof TransientError ? error.failure : null;
  return isTokenscopeError(failure, 'HubUnreachable') && failure.args.reason !== 'broken'
    ? failure
    : error;
}
