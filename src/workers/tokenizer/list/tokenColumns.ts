import {
  cpEndColumn,
  docIdColumn,
  runIdColumn,
  tokenColumn,
  tokenIdColumn,
} from '../../../common/exports/columns';
import type { Column } from '../../../common/exports/table';

/** Columns of token rows (measures: exports), then what only tokens have. */
export const tokenColumns: readonly Column[] = [
  runIdColumn,
  docIdColumn,
  {
    name: 'token_index',
    type: 'integer',
    description: 'Place among all tokens of the run, from 0.',
  },
  {
    name: 'word_index',
    type: 'integer',
    description:
      'Word of the token in its selection, from 0: maximal runs of non-whitespace; whitespace belongs to the next word.',
  },
  tokenColumn,
  tokenIdColumn,
  {
    name: 'cp_start',
    type: 'integer',
    description:
      'Start in the document, in Unicode code points from 0; missing where the text does not hold the token.',
  },
  cpEndColumn,
  { name: 'log_prob', type: 'number', description: 'ln p of the token; missing: no model ran.' },
  { name: 'surprisal_bits', type: 'number', description: '−log2 p; missing: no model ran.' },
  {
    name: 'rank',
    type: 'integer',
    description: '1 + tokens with a larger logit; missing: no model ran.',
  },
  {
    name: 'entropy_bits',
    type: 'number',
    description: 'Entropy before the token; missing: no model ran.',
  },
  { name: 'p_max', type: 'number', description: 'Largest probability; missing: no model ran.' },
  { name: 'top1', type: 'string', description: 'Most likely token; missing: no model ran.' },
  { name: 'n_context', type: 'integer', description: 'Tokens of context; missing: no model ran.' },
  { name: 'selection', type: 'integer', description: 'Selection that the token is of, from 0.' },
  { name: 'text', type: 'string', description: "The text of the token's span." },
  {
    name: 'utf8_bytes',
    type: 'string',
    description: 'Bytes that the token stands for, hexadecimal.',
  },
  {
    name: 'type',
    type: 'string',
    description: 'text, bytes (no whole character), special, or unknown.',
  },
];
