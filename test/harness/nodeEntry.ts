// Runs the test files named on the command line with mocha in this plain Node process.
import { runMocha } from './runMocha';

const timeout = Number(process.env['TOKENSCOPE_TIMEOUT'] ?? 10_000);
const jobs = Number(process.env['TOKENSCOPE_JOBS'] ?? 1);

// Each bundle of tests that starts processes listens for an interrupt.
process.setMaxListeners(0);

async function main(): Promise<void> {
  const { failed } = await runMocha({ files: process.argv.slice(2), timeout, jobs });
  process.exitCode = failed > 0 ? 1 : 0;
}

main().then(
  // A handle that a test forgot must not keep the whole run from ending.
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
