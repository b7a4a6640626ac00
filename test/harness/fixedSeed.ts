/**
 * Has property tests draw the same values in each run, so that a change is judged by itself. The variable
 * TOKENSCOPE_SEED names another seed, or `random` for one that each property draws.
 */
import fc from 'fast-check';

const wanted = process.env['TOKENSCOPE_SEED'] ?? '1';
if (wanted !== 'random') {
  if (!/^-?\d+$/.test(wanted)) throw new Error(`TOKENSCOPE_SEED is not a whole number: ${wanted}`);
  fc.configureGlobal({ seed: Number(wanted) });
}
