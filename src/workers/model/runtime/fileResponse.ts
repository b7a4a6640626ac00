import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * What transformers.js gets in place of its own module `utils/hub/FileResponse.js`. That one begins to
 * read each file when it is made, and keeps what it read until a collection: for weights, of which the
 * library needs the path alone, the whole file a second time in memory. This one reads when it is asked.
 * It has what the library uses of a file of a folder.
 */
export class FileResponse {
  readonly exists: boolean;
  readonly status: number;
  readonly headers = new Headers();

  constructor(private readonly filePath: string) {
    this.exists = existsSync(filePath);
    this.status = this.exists ? 200 : 404;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await readFile(this.filePath);
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }
}
