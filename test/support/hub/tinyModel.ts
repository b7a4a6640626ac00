import { planDownload, type DownloadPlan } from '../../../src/common/hub/downloadPlan';
import type { HubRepo } from './hubRepo';
import { modelFiles, quickLimits, TinyHub } from './tinyHub';

/** The model `org/tiny` on a hub of its own, fresh for each test of the suite that makes this. */
export class TinyModel {
  readonly hub = new TinyHub();
  readonly signal = new AbortController().signal;
  #repo: HubRepo | null = null;
  #plan: DownloadPlan | null = null;

  constructor() {
    before(() => this.hub.server.start());
    after(() => this.hub.stop());
    beforeEach(async () => {
      const { server, client } = this.hub;
      this.#repo = server.add({ id: 'org/tiny', files: modelFiles(), formerIds: ['tiny'] });
      this.#plan = planDownload(await client.model('org/tiny', 'main', this.signal), 'fp32');
      server.behave();
    });
    afterEach(() => {
      this.hub.token = null;
      this.hub.limits = quickLimits;
      return this.hub.emptyCache();
    });
  }

  get repo(): HubRepo {
    if (this.#repo === null) throw new Error('no test runs');
    return this.#repo;
  }

  /** For fp32. */
  get plan(): DownloadPlan {
    if (this.#plan === null) throw new Error('no test runs');
    return this.#plan;
  }
}
