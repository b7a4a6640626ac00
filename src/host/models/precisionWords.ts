import { l10n } from 'vscode';
import type { Precision } from '../../common/models/precisions';

/** What a precision means for the numbers. */
export function aboutPrecision(precision: Precision): string {
  switch (precision) {
    case 'fp32':
      return l10n.t('32-bit floats: the reference; publish with these');
    case 'fp16':
      return l10n.t('16-bit floats: nearly the same numbers, no faster on a processor');
    case 'q8':
    case 'int8':
    case 'uint8':
      return l10n.t('8-bit integers: small and fast; numbers differ visibly');
    case 'q4':
    case 'q4f16':
    case 'bnb4':
      return l10n.t('4-bit weights: small; numbers differ more');
  }
}
