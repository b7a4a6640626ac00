import { statfs } from 'node:fs/promises';
import path from 'node:path';

/**
 * Bytes that this user may still write below a folder, which need not exist yet; null where the system
 * does not say, as on some network drives.
 */
export async function freeBytes(folder: string): Promise<number | null> {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      const { bavail, bsize, blocks } = await statfs(at);
      return blocks === 0 ? null : bavail * bsize;
    } catch {
      if (path.dirname(at) === at) {
        return null;
      }
    }
  }
}
