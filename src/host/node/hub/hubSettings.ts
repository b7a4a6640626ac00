import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const publicHub = 'https://huggingface.co';

/**
 * The address of the hub, without a slash at its end: the setting, else `HF_ENDPOINT`, else the public hub.
 * @throws TokenscopeError `InvalidParameter`: no address, or one that is not encrypted.
 */
export function hubEndpoint(setting: string, environment: Environment): string {
  const fromSetting = setting.trim() !== '';
  const text = fromSetting ? setting : (named(environment, 'HF_ENDPOINT') ?? publicHub);
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (
    address === null ||
    !isEncrypted(address) ||
    address.username !== '' ||
    address.password !== ''
  ) {
    throw new TokenscopeError('InvalidParameter', {
      name: fromSetting ? 'tokenscope.hub.endpoint' : 'HF_ENDPOINT',
      value: JSON.stringify(text.slice(0, 60)),
      expected: 'an address that begins with https://',
    });
  }
  return `${address.origin}${address.pathname}`.replace(/\/+$/, '');
}

/** Whether what is sent to `address` can be read by others on the way: this machine itself is no way. */
export function isEncrypted(address: URL): boolean {
  return (
    address.protocol === 'https:' ||
    (address.protocol === 'http:' && loopback.has(address.hostname.toLowerCase()))
  );
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The folder that models are cached in, as `huggingface_hub` finds it: the setting, else `HF_HUB_CACHE`,
 * `HUGGINGFACE_HUB_CACHE`, `HF_HOME`/hub, `XDG_CACHE_HOME`/huggingface/hub, ~/.cache/huggingface/hub.
 * @throws TokenscopeError `InvalidParameter` when the setting is no absolute path.
 */
export function hubCacheFolder(setting: string, environment: Environment, home: string): string {
  const expand = (folder: string): string => folder.replace(/^~(?=$|[/\\])/, home);
  if (setting.trim() !== '') {
    const folder = expand(setting.trim());
    if (!path.isAbsolute(folder)) {
      throw new TokenscopeError('InvalidParameter', {
        name: 'tokenscope.hub.cache',
        value: JSON.stringify(setting.slice(0, 60)),
        expected: 'an absolute path',
      });
    }
    return path.resolve(folder);
  }
  const cache = named(environment, 'HF_HUB_CACHE') ?? named(environment, 'HUGGINGFACE_HUB_CACHE');
  if (cache !== null) {
    return path.resolve(expand(cache));
  }
  const caches = named(environment, 'XDG_CACHE_HOME') ?? path.join(home, '.cache');
  const base = named(environment, 'HF_HOME') ?? path.join(caches, 'huggingface');
  return path.resolve(expand(base), 'hub');
}

/** A variable that is set to something. */
function named(environment: Environment, variable: string): string | null {
  const value = environment[variable]?.trim() ?? '';
  return value === '' ? null : value;
}
