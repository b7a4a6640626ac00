import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { Color } from '../../../src/common/contributions';
import type { Internals } from '../../../src/extension';
import { RunList } from '../../../src/host/history/runList';
import { latestTool } from '../../../src/host/laboratory/laboratoryFeature';
import { LabMarks } from '../../../src/host/laboratory/labMarks';
import { closeAll, select, showText, tokenscope } from '../support';

describe('long results of the laboratory', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  it('tell how far a run is without sending the result again', async () => {
    const editor = await showText('It rained all day. The sun shone at night. '.repeat(24));
    await select(editor, 0, editor.document.getText().length);
    const session = internals.laboratory.session('sentences');
    const shares: (number | null)[] = [];
    let states = 0;
    const listeners = [
      session.onDidProgress(() => void shares.push(session.state.share)),
      session.onDidChange(() => states++),
    ];
    await commands.executeCommand('tokenscope.laboratory.sentences');
    for (const listener of listeners) {
      listener.dispose();
    }
    assert.equal(session.state.status, 'done');
    assert.ok(shares.filter((share) => share !== null).length > 3, `${shares.length} shares`);
    assert.ok(states <= 3, `${states} states`);
  });

  it('are coloured near what is visible only, where there are thousands of marks', async () => {
    const lines = 1_500;
    const editor = await showText('word\n'.repeat(lines));
    const marks = new LabMarks();
    const mark = (line: number) => ({
      start: 5 * line,
      end: 5 * line + 4,
      color: Color.surprisal1,
      hover: [],
    });
    marks.show(
      editor.document,
      Array.from({ length: lines }, (_, line) => mark(line)),
    );
    const drawn = marks.drawnIn(editor);
    assert.ok(drawn > 0 && drawn < 500, `${drawn} of ${lines}`);
    marks.show(
      editor.document,
      Array.from({ length: 900 }, (_, line) => mark(line)),
    );
    assert.equal(marks.drawnIn(editor), 900);
    marks.dispose();
  });

  it('stand in front by what ran last', async () => {
    await showText('It rained all day.');
    const { laboratory } = internals;
    const ids = ['sentences', 'randomMasks'] as const;
    const sessions = new Map(ids.map((id) => [id, laboratory.session(id)] as const));
    for (const id of ids) {
      await commands.executeCommand(`tokenscope.laboratory.${id}`);
      assert.equal(latestTool(sessions), id);
    }
    assert.equal(latestTool(new Map()), null);
  });

  it('are kept for a later window as far as there is room', () => {
    const list = new RunList<{ source: string; text: string }>();
    const run = (characters: number) => list.add({ source: 'a.md', text: 'x'.repeat(characters) });
    const pinned = run(100_000).run;
    list.pin(pinned);
    const runs = [200_000, 200_000, 100_000].map((size) => run(size).run);
    assert.deepEqual(
      list.kept.runs.map((each) => each.run),
      [runs[2], runs[1]],
    );
    assert.equal(list.kept.pinned?.run, pinned);
    assert.equal(list.entries.length, 4);
    const large = run(600_000).run;
    assert.deepEqual(list.kept.runs, []);
    assert.ok(list.find(large));
    run(9_000_000);
    assert.equal(list.entries.length, 1);
    const later = new RunList<{ source: string; text: string }>();
    later.restore({
      runs: [{ run: 7, at: '2026-01-01T00:00:00Z', source: 'a.md', text: '' }],
      pinned: null,
    });
    assert.equal(later.add({ source: 'a.md', text: '' }).run, 8);
  });
});
