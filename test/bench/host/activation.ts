// The activation row of design section 7; runs in a host of its own, where nothing was asked of
// Tokenscope yet.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extensions } from 'vscode';
import { pause, tokenscope } from '../../integration/support';
import { row } from './support/row';

const budget = 50;
const extension = 'tokenscope.tokenscope';

/** The marks that VS Code itself sets in the extension host, in milliseconds since 1970. */
interface PerformanceMarks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** Milliseconds between two of VS Code's marks for our extension. */
function between(from: string, to: string): number {
  const { MonacoPerformanceMarks: marks } = globalThis as typeof globalThis & {
    MonacoPerformanceMarks: PerformanceMarks;
  };
  const at = (step: string): number => {
    const mark = marks.getMarks().find(({ name }) => name === `code/extHost/${step}/${extension}`);
    assert.ok(mark, `VS Code set no mark ${step}`);
    return mark.startTime;
  };
  return at(to) - at(from);
}

/** Command lines of this host's children that run a program of ours. */
async function ownChildren(): Promise<string[]> {
  if (process.platform === 'win32') {
    return [];
  }
  const programs = join(extensions.getExtension(extension)?.extensionPath ?? '', 'dist');
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,args=']);
  return stdout.split('\n').filter((line) => {
    const [parent] = line.trim().split(' ');
    return parent === String(process.pid) && line.includes(programs);
  });
}

describe('activation', () => {
  it('is quick, and starts no worker process', async function () {
    const api = await tokenscope();
    const { internals } = api;
    const loading = between('willLoadExtensionCode', 'didLoadExtensionCode');
    const activating = between('willActivateExtension', 'didActivateExtension');
    // Long enough for whatever activation may have put off.
    await pause(1_000);
    assert.equal(internals.tokenizerProcess.pid, undefined);
    assert.equal(internals.modelProcess.pid, undefined);
    assert.deepEqual(await ownChildren(), []);
    await api.countTokens('now one is needed');
    assert.equal((await ownChildren()).length, process.platform === 'win32' ? 0 : 1);
    const whole = loading + activating;
    row(this, `${whole} ms: ${loading} loading, ${activating} activating (budget ${budget})`);
    assert.ok(whole <= budget, `${whole} ms`);
  });
});
