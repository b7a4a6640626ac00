import { createRequire } from 'node:module';
import type * as Library from './hubLibrary';

export type HubLibrary = typeof Library;

/**
 * Loads the bundle of `hubLibrary.ts`; the second time it is there already.
 * @param file absolute path of `dist/hubLibrary.js`.
 */
export function loadHubLibrary(file: string): HubLibrary {
  return createRequire(file)(file) as HubLibrary;
}
