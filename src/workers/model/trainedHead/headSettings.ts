import { checkNumber } from '../../../common/numbers';
import type { HeadSettings } from '../../../common/protocol/model/trainedHead';
import { headLimits } from '../../../common/trainedHead/limits';

/** @throws TokenscopeError `InvalidParameter` for a setting outside of its range. */
export function checkHeadSettings({ c, folds, seed }: HeadSettings): void {
  checkNumber('c', c, headLimits.c);
  checkNumber('folds', folds, headLimits.folds);
  checkNumber('seed', seed, headLimits.seed);
}
