import { downloadFile, fileDownloadInfo, listFiles } from '@huggingface/hub';
import assert from 'node:assert/strict';
import { HubServer } from '../../support/hub/hubServer';
import { modelFiles } from '../../support/hub/tinyHub';

/** Hugging Face's own library against the test hub: what it understands, the real hub says too. */
describe('the test hub', () => {
  const server = new HubServer();
  const repo = { type: 'model', name: 'org/tiny' } as const;
  const files = modelFiles();

  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => server.add({ id: 'org/tiny', files }));
  afterEach(() => {
    server.behave();
    server.xet = false;
  });

  it('serves what the library of the hub downloads, through the large-file store', async () => {
    for (const [path, contents] of Object.entries(files)) {
      const blob = await downloadFile({ repo, path, hubUrl: server.endpoint, xet: false });
      assert.ok(blob !== null);
      assert.deepEqual(Buffer.from(await blob.arrayBuffer()), Buffer.from(contents as Uint8Array));
    }
    assert.ok(server.requests.some((seen) => seen.server === 'cdn'));
  });

  it('gives the ETag, size and xet hash of a large file, and the pointer that git holds', async () => {
    const path = 'onnx/model.onnx_data';
    const asked = { repo, path, hubUrl: server.endpoint };
    const plain = await fileDownloadInfo(asked);
    assert.equal(plain?.size, 20_000);
    server.xet = true;
    const info = await fileDownloadInfo(asked);
    assert.equal(info?.size, 20_000);
    assert.match(info.etag, /^"[0-9a-f]{64}"$/);
    assert.match(info.xet?.refreshUrl.pathname ?? '', /xet-read-token/);
    const raw = await fetch(`${server.endpoint}/org/tiny/raw/main/${path}`);
    assert.match(await raw.text(), /^version https:\/\/git-lfs/);
    assert.equal(await fileDownloadInfo({ ...asked, path: 'none' }), null);
  });

  it('lists in pages, and by folder', async () => {
    const list = async (recursive: boolean): Promise<string[]> => {
      const paths: string[] = [];
      for await (const { path } of listFiles({ repo, recursive, hubUrl: server.endpoint })) {
        paths.push(path);
      }
      return paths;
    };
    assert.deepEqual((await list(true)).sort(), ['onnx', ...Object.keys(files)].sort());
    assert.ok(!(await list(false)).includes('onnx/model.onnx'));
  });
});
