// The host's memory row of design section 7; runs in a host of its own, where Tokenscope has done
// nothing yet.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { commands, Position, type TextEditor } from 'vscode';
import { closeAll, pause, showText, tokenscope, until } from '../../integration/support';
import { prose } from './support/prose';
import { row } from './support/row';

const budget = 50e6;
/** VS Code's own buffers, which hold a document several times over for seconds after each edit. */
const passing = 10e6;

describe('the host’s memory', function () {
  this.timeout(240_000);
  afterEach(closeAll);

  it('grows little with live tokens in a document of 10 MB', async function () {
    const { internals } = await tokenscope();
    const editor = await showText(prose(10_000_000));
    // VS Code's copies of a document grow when it is first edited: that is not ours.
    await type(editor);
    const before = await settled();
    assert.equal(
      internals.tokenizerProcess.pid,
      undefined,
      'Tokenscope has done something already',
    );
    await commands.executeCommand('tokenscope.tokens.toggle');
    await until('the tokens', () => {
      const shown = internals.tokens.decorator(editor)?.shown;
      return shown && shown.drawing.segments.even.length > 50;
    });
    await type(editor);
    const after = await settled();
    assert.ok(internals.tokenizerProcess.pid, 'the tokens are live');
    const used = inUse(after) - inUse(before);
    const resident = after.rss - before.rss;
    row(
      this,
      `${megabytes(used)} more in use (budget ${megabytes(budget)}); ${megabytes(resident)} more resident, VS Code’s buffers included`,
    );
    assert.ok(used <= budget, megabytes(used));
  });
});

async function type(editor: TextEditor): Promise<void> {
  for (let key = 0; key < 20; key++) {
    await editor.edit((edit) => edit.insert(new Position(3, 5), 'x'));
    await pause(40);
  }
  await editor.document.save();
}

/** Memory once garbage is collected, VS Code's passing buffers are gone and nothing changes any more. */
async function settled(): Promise<NodeJS.MemoryUsage> {
  let last = process.memoryUsage();
  for (let round = 0; round < 60; round++) {
    await pause(1_000);
    collectGarbage();
    const now = process.memoryUsage();
    if (now.arrayBuffers < passing && Math.abs(inUse(now) - inUse(last)) < 1e6) {
      return now;
    }
    last = now;
  }
  throw new Error(`The memory of the host did not settle: ${JSON.stringify(last)}`);
}

function inUse({ heapUsed, external }: NodeJS.MemoryUsage): number {
  return heapUsed + external;
}

/** V8 shows its collector to contexts that are made after the flag is set. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
