/** The results of a run in which nothing ran. */
export function noResults() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

/** Adds up the results of several runs. */
export function addUp(all) {
  const sum = (key) => all.reduce((total, results) => total + results[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: all.flatMap((results) => results.failures),
  };
}

/** A check that is not a test (a build, the linter) as results: nothing, or one failure. */
export function failedCheck(title) {
  const failure = { title, message: `${title} failed; see above`, stack: '' };
  return { passed: 0, failed: 1, skipped: 0, failures: [failure] };
}

/** Lists the failures, then says `N passed, N failed` alone on the last line. */
export function printSummary({ passed, failed, skipped, failures }) {
  if (failures.length > 0) console.log('\nFailed:');
  for (const { title, message } of failures) console.log(`  ${title}: ${message.split('\n')[0]}`);
  const rest = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`\n${passed} passed, ${failed} failed${rest}`);
}

/** Zero when something ran and nothing failed. */
export function exitCode({ passed, failed }) {
  return failed > 0 || passed === 0 ? 1 : 0;
}
