import path from 'node:path';
import { TokenscopeError } from '../../common/errors';
import { printable } from '../../common/hub/hubIds';
import type { PackProblem } from '../../common/packs/packProblem';

/**
 * A `PackRefused`.
 * @param file of the pack; only its name is told.
 * @param detail a path in the pack, or what the zip library found.
 */
export function packRefused(
  file: string,
  problem: PackProblem,
  detail = '',
): TokenscopeError<'PackRefused'> {
  return new TokenscopeError('PackRefused', {
    file: path.basename(file),
    problem,
    detail: printable(detail),
  });
}
