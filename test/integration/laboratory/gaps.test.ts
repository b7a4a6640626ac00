import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri } from 'vscode';
import { parse } from 'csv-parse/sync';
import { Color } from '../../../src/common/contributions';
import type { Internals } from '../../../src/extension';
import type { LabState, LabToolId } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  ContextsForm,
  ContextsView,
} from '../../../src/common/protocol/views/laboratory/contexts';
import type {
  RandomMasksForm,
  RandomMasksView,
} from '../../../src/common/protocol/views/laboratory/randomMasks';
import type {
  TargetsForm,
  TargetsView,
} from '../../../src/common/protocol/views/laboratory/targets';
import { closeAll, selectText, showText, tokenscope } from '../support';

describe('gaps in the laboratory', () => {
  let internals: Internals;
  let folder: string;

  before(async () => {
    ({ internals } = await tokenscope());
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-laboratory-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(closeAll);

  const session = (tool: LabToolId) => internals.laboratory.session(tool);
  const targets = () => session('targets').state as LabState<TargetsForm, TargetsView>;
  const run = async (command: string): Promise<void> => {
    await commands.executeCommand(`tokenscope.laboratory.${command}`);
  };
  const change = async (form: Partial<TargetsForm>): Promise<void> => {
    await session('targets').changeForm({ ...targets().form, ...form });
  };

  describe('target words', () => {
    beforeEach(async () => {
      await change({ targets: 'he, she', attribute: null, reference: null, scoring: 'pll_l2r' });
    });

    it('scores words in the gap of a mask, with ratios to the first', async () => {
      const editor = await showText('It rains. The nurse said that [MASK] was late.');
      await selectText(editor, 'nurse', true);
      await run('targets');
      const { result, status } = targets();
      assert.equal(status, 'done');
      const [he, she] = result?.rows ?? [];
      assert.ok(he?.logProb && she?.logProb && she.logProb > he.logProb);
      assert.equal(he.logProbRatio, 0);
      assert.ok(Math.abs((she.logProbRatio ?? 0) - (she.logProb - he.logProb)) < 1e-12);
      assert.equal(he.association, null);
      assert.equal(result?.hidden, null);
    });

    it('hides the word at the cursor and scores it too, leaving the document as it is', async () => {
      const text = 'The doctor said that she was late.';
      const editor = await showText(text);
      await selectText(editor, 'she', true);
      await run('targets');
      const { result } = targets();
      assert.equal(result?.hidden, 'she');
      assert.deepEqual(
        result.rows.map(({ set, target }) => [set, target]),
        [
          ['original', 'she'],
          ['', 'he'],
          ['', 'she'],
        ],
      );
      assert.equal(editor.document.getText(), text);
    });

    it('hides the word at the cursor though another sentence of the line has a mask', async () => {
      const editor = await showText('She worked as a [MASK]. He said that she is a nurse.');
      await selectText(editor, 'she', true);
      await run('targets');
      assert.equal(targets().result?.text, 'He said that [MASK] is a nurse.');
      assert.equal(targets().result?.hidden, 'she');
      await selectText(editor, 'nurse', true);
      await run('contexts');
      const contexts = session('contexts').state as LabState<ContextsForm, ContextsView>;
      assert.equal(contexts.status, 'done');
      assert.equal(contexts.result?.word, 'nurse');
    });

    it('gives association and LPBS once an attribute is marked, and exports both tables', async () => {
      const editor = await showText('The nurse said that [MASK] was late.');
      await selectText(editor, 'late', true);
      await run('targets');
      await change({ attribute: { text: 'nurse', start: 4 }, reference: 'he' });
      const { result } = targets();
      const she = result?.rows.find(({ target }) => target === 'she');
      const he = result?.rows.find(({ target }) => target === 'he');
      assert.ok(she?.association && he?.association && she.logProb && she.logProbPrior);
      assert.ok(Math.abs(she.association - (she.logProb - she.logProbPrior)) < 1e-12);
      assert.ok(Math.abs((she.logProbBiasScore ?? 0) - (she.association - he.association)) < 1e-12);
      assert.ok((she.logProbBiasScore ?? 0) > 0);
      const file = path.join(folder, 'nurse.csv');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const read = (name: string) =>
        parse<Record<string, string>>(readFileSync(path.join(folder, name)), { columns: true });
      const rows = read('nurse.csv');
      assert.equal(rows.length, 2);
      assert.equal(Number(rows[1]?.['assoc']), she.association);
      assert.equal(rows[1]?.['attribute'], 'nurse');
      assert.equal(rows[1]['scoring'], 'single_only');
      const contrasts = read('nurse.contrasts.csv');
      assert.deepEqual(
        contrasts.map((row) => [row['target_1'], row['target_2'], Number(row['lpbs'])]),
        [['she', 'he', she.logProbBiasScore]],
      );
      const described = JSON.parse(readFileSync(path.join(folder, 'datapackage.json'), 'utf8')) as {
        resources: { path: string; provenance: { models: { revision: string }[] } }[];
      };
      assert.deepEqual(described.resources.map((each) => each.path).sort(), [
        'nurse.contrasts.csv',
        'nurse.csv',
      ]);
      assert.match(described.resources[0]?.provenance.models[0]?.revision ?? '', /^[\da-f]{64}$/);
    });

    it('says so when the results cannot be written there', async () => {
      const editor = await showText('The nurse said that [MASK] was late.');
      await selectText(editor, 'late', true);
      await run('targets');
      const shown = new Promise<string>((resolve) => internals.errors.onDidShow(resolve));
      const nowhere = Uri.file(path.join(folder, 'no such folder', 'a.csv'));
      await commands.executeCommand('tokenscope.laboratory.export', nowhere);
      assert.match(await shown, /a\.csv could not be written \(ENOENT\)/);
    });

    it('says what is wrong with targets, and scores the rest', async () => {
      const editor = await showText('It was [MASK].');
      await selectText(editor, 'was', true);
      await change({ targets: 'good, good, , 🦩, !, unbelievably', scoring: 'single_only' });
      await run('targets');
      const { notices, result } = targets();
      const said = notices.join('\n');
      assert.match(said, /empty entry/);
      assert.match(said, /scored once: good/);
      assert.match(said, /Not in the vocabulary.*🦩/);
      assert.match(said, /Punctuation only.*!/);
      assert.match(said, /More than one token.*unbelievably/);
      assert.equal(result?.rows.filter(({ logProb }) => logProb !== null).length, 2);
      await change({ targets: ' , ' });
      assert.match(targets().error?.sentence ?? '', /Target words is "".*one word or more/);
    });

    it('says so when the attribute is not there, or words change their neighbours', async () => {
      const editor = await showText('An un[MASK] day.');
      await selectText(editor, 'day', true);
      await change({ targets: 'happy' });
      await run('targets');
      assert.match(targets().notices.join('\n'), /change the tokens beside it.*happy/);
      await change({ attribute: { text: 'nurse', start: 0 } });
      assert.match(targets().error?.sentence ?? '', /“nurse” does not stand in the sentence/);
    });

    it('scores sets by their mean and by their sum', async () => {
      const editor = await showText('The doctor said that [MASK] was late.');
      await selectText(editor, 'late', true);
      await change({ targets: 'men: he, him; women: she, her', sets: 'mean' });
      await run('targets');
      const [men] = targets().result?.sets ?? [];
      const of = (word: string): number =>
        targets().result?.rows.find(({ target }) => target === word)?.logProb ?? Number.NaN;
      assert.ok(Math.abs((men?.logProb ?? 0) - (of('he') + of('him')) / 2) < 1e-9);
      await change({ sets: 'sum' });
      const sum = targets().result?.sets[1]?.logProb ?? 0;
      assert.ok(Math.abs(sum - Math.log(Math.exp(of('she')) + Math.exp(of('her')))) < 1e-9);
    });

    it('keeps its runs: an earlier one is shown again, and one stays pinned beside', async () => {
      const editor = await showText('The [MASK] barked. The [MASK] meowed.');
      await selectText(editor, 'barked', true);
      await change({ targets: 'dog, cat' });
      await run('targets');
      const first = targets().run ?? 0;
      await selectText(editor, 'meowed', true);
      await run('targets');
      session('targets').pin(first);
      assert.match(targets().pinned?.result.text ?? '', /barked/);
      assert.match(targets().result?.text ?? '', /meowed/);
      session('targets').show(first);
      assert.match(targets().result?.text ?? '', /barked/);
      assert.match(targets().notices.at(-1) ?? '', /earlier run or window/);
      await commands.executeCommand('tokenscope.laboratory.copyCode');
      assert.match(await env.clipboard.readText(), /before = "The "/);
      session('targets').pin(null);
      assert.equal(targets().pinned, null);
    });
  });

  it('compares both contexts, the left one, and GPT-2 at the same gap', async () => {
    const editor = await showText('She opened the door with her key and went inside.');
    await selectText(editor, 'key', true);
    await run('contexts');
    const { result, models } = session('contexts').state as LabState<ContextsForm, ContextsView>;
    const [both, left, causal] = result?.columns ?? [];
    assert.deepEqual([both?.kind, left?.kind, causal?.kind], ['both', 'left', 'causal']);
    assert.ok(both?.logProb && left?.logProb && causal?.logProb);
    assert.ok(both.logProb > left.logProb, 'the right context helps');
    assert.equal(both.candidates.find(({ hit }) => hit)?.text, 'key');
    assert.deepEqual(causal.tokens, ['Ġkey']);
    assert.match(models[1]?.name ?? '', /not OpenAI's GPT-2/);
  });

  it('wants a word, not a mask, to compare contexts', async () => {
    const editor = await showText('The [MASK] barked.');
    await selectText(editor, 'barked');
    await selectText(editor, 'MASK', true);
    await run('contexts');
    assert.match(session('contexts').state.error?.sentence ?? '', /no word at the cursor/);
  });

  it('masks at random, colours the document, and draws again by another seed', async () => {
    const editor = await showText(
      'The old lighthouse keeper climbed the stairs, as he had done every evening for thirty years.',
    );
    await selectText(editor, 'keeper', true);
    await run('randomMasks');
    const state = () => session('randomMasks').state as LabState<RandomMasksForm, RandomMasksView>;
    const { result, form } = state();
    assert.ok(result && result.rows.length >= 2);
    const { marks } = internals.laboratory.link.marks;
    assert.deepEqual(
      marks.map(({ start, end }) => [start, end]),
      result.rows.map(({ start, end }) => [start, end]),
    );
    assert.ok(marks.every(({ color }) => color === Color.surprisal1 || color === Color.surprisal5));
    session('randomMasks').showColors(false);
    assert.equal(internals.laboratory.link.marks.marks.length, 0);
    session('randomMasks').showColors(true);
    await session('randomMasks').changeForm({ ...form, seed: form.seed + 1 });
    assert.notDeepEqual(
      state().result?.rows.map(({ start }) => start),
      result.rows.map(({ start }) => start),
    );
    assert.equal(state().history.length >= 2, true);
  });

  it('exports random masks by their place in the document, in code points', async () => {
    const editor = await showText(
      '🙂 first.\n\nThe old keeper climbed the 🙂 stairs every evening.',
    );
    await selectText(editor, 'keeper', true);
    await run('randomMasks');
    const file = path.join(mkdtempSync(path.join(folder, 'masks-')), 'masks.csv');
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
    const rows = parse<Record<string, string>>(readFileSync(file), { columns: true });
    const characters = Array.from(editor.document.getText());
    assert.ok(rows.length > 0);
    for (const { cp_start, cp_end, token, doc_id } of rows) {
      const there = characters.slice(Number(cp_start), Number(cp_end)).join('');
      assert.equal(there.toLowerCase(), token?.replace('##', ''));
      assert.match(doc_id ?? '', /\.md$/);
    }
  });

  it('says that GPT-2 reads another mask as letters', async () => {
    const editor = await showText('The [MASK] opened the door with her key.');
    await selectText(editor, 'key');
    await run('contexts');
    const { notices } = session('contexts').state;
    assert.match(notices.join(' '), /no mask: it reads the other \[MASK\] as these letters/);
  });

  it('forgets everything with “Delete All Stored Text”', async () => {
    const editor = await showText('The [MASK] barked.');
    await selectText(editor, 'barked', true);
    await run('targets');
    assert.notEqual(targets().result, null);
    await commands.executeCommand('tokenscope.deleteStoredText');
    assert.equal(targets().result, null);
    assert.equal(targets().history.length, 0);
    assert.equal(internals.laboratory.link.marks.marks.length, 0);
  });
});
