import assert from 'node:assert/strict';
import net from 'node:net';
import { isTokenscopeError, TokenscopeError } from '../../../src/common/errors';
import { planDownload } from '../../../src/common/hub/downloadPlan';
import { cachedModels } from '../../../src/host/node/hub/cachedModels';
import { HubServer } from '../../support/hub/hubServer';
import { modelFiles, TinyHub } from '../../support/hub/tinyHub';

describe('working offline', () => {
  const hub = new TinyHub();
  const { signal } = new AbortController();
  const own = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect');

  before(() => hub.server.start());
  after(() => hub.stop());
  afterEach(() => {
    Object.defineProperty(net.Socket.prototype, 'connect', own ?? {});
  });

  it('opens no socket, and lists and uses what is in the cache', async () => {
    hub.server.add({ id: 'org/tiny', files: modelFiles() });
    const plan = planDownload(await hub.client.model('org/tiny', 'main', signal), 'fp32');
    const missing = planDownload(await hub.client.model('org/tiny', 'main', signal), 'q8');
    const done = await hub.downloader().download(plan, signal, () => undefined);
    assert.ok(hub.server.connections > 0);

    // What `Network.fetch` does under the setting; an integration test holds that it does.
    hub.fetch = (address) => Promise.reject(new TokenscopeError('Offline', { host: address.host }));
    hub.server.connections = 0;
    hub.server.behave();
    let sockets = 0;
    Object.defineProperty(net.Socket.prototype, 'connect', {
      ...own,
      value(this: net.Socket, ...args: unknown[]): unknown {
        sockets++;
        return Reflect.apply(own?.value as () => unknown, this, args);
      },
    });
    const offline = (error: unknown): boolean => isTokenscopeError(error, 'Offline');
    await assert.rejects(hub.client.model('org/tiny', 'main', signal), offline);
    await assert.rejects(hub.client.search({ query: 'x', limit: 3 }, signal), offline);
    await assert.rejects(
      hub.downloader().download(missing, signal, () => undefined),
      offline,
    );
    assert.deepEqual(await hub.downloader().download(plan, signal, () => undefined), done);
    assert.deepEqual(
      (await cachedModels(hub.cache)).map(({ id }) => id),
      ['org/tiny'],
    );
    assert.deepEqual([sockets, hub.server.connections, hub.server.requests.length], [0, 0, 0]);

    // The counts would have seen a socket.
    const other = await new HubServer().start();
    await fetch(other.endpoint);
    assert.ok(sockets > 0 && other.connections > 0);
    await other.stop();
  });
});
