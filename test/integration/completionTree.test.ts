import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import type { Internals } from '../../src/extension';
import {
  closeAll,
  endOf,
  pause,
  select,
  showText,
  tokenscope,
  until,
  withSettings,
} from './support';

const paragraph = 'The old keeper climbed the stairs. That night the lamp was already burning.';

describe('the tree of continuations', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(async () => {
    internals.completion.clear();
    await closeAll();
  });

  const session = () => internals.completion;
  const state = (): CompletionState => session().state;
  const ids = (): (number | null)[] => state().tokens.map(({ id }) => id);
  const withForm = (form: Readonly<Record<string, unknown>>, work: () => Promise<void>) =>
    withSettings('tokenscope.completion', form, work);
  const run = async (): Promise<void> => {
    const editor = await showText(paragraph);
    const end = editor.document.offsetAt(endOf(editor.document));
    await select(editor, end, end);
    await commands.executeCommand('tokenscope.completion.continue');
  };
  const sampled = { maxNewTokens: 12, seed: 5 };

  it('goes on from another token with the exact ids before it', async () => {
    await withForm(sampled, async () => {
      await run();
      const before = ids();
      const place = 4;
      const token = state().tokens[place];
      const choice = token?.alternatives.find(({ id }) => id !== token.id);
      assert.ok(choice);
      await session().branch(place, choice);
      assert.deepEqual(ids().slice(0, place), before.slice(0, place));
      assert.equal(ids()[place], choice.id);
      assert.deepEqual(state().chosen, [place]);
      assert.equal(state().kept, place);
      assert.equal(
        state()
          .tokens.map(({ chunk }) => chunk)
          .join(''),
        state().text,
      );
      const [first, second] = state().branches;
      assert.equal(second?.parent, first?.id);
      assert.equal(second?.origin, 'alternative');
      session().show(first?.id ?? 0);
      assert.deepEqual(ids(), before);
    });
  });

  it('extends the text as one longer run, and numbers of both are the same', async () => {
    await withForm({ maxNewTokens: 8, greedy: true }, async () => {
      await run();
      await commands.executeCommand('tokenscope.completion.extend');
      const inTwo = state().text;
      assert.equal(state().kept, 8);
      assert.match(state().stopped ?? '', /8 tokens/);
      await withForm({ maxNewTokens: 16 }, async () => {
        await run();
        // Last digits depend on the shapes of runs: the first tokens must agree, the text mostly does.
        assert.equal(state().text.slice(0, 20), inTwo.slice(0, 20));
      });
    });
  });

  it('generates another text beside the shown one, also with a fixed seed', async () => {
    await withForm(sampled, async () => {
      await run();
      const { text, seed } = state();
      await commands.executeCommand('tokenscope.completion.regenerate');
      assert.notEqual(state().text, text);
      assert.equal(state().seed, (seed ?? 0) + 1);
      assert.deepEqual(
        state().branches.map(({ parent, origin }) => [parent, origin]),
        [
          [null, 'first'],
          [null, 'again'],
        ],
      );
    });
  });

  it('gives several samples, each the text that its seed gives alone', async () => {
    await withForm({ ...sampled, samples: 3 }, async () => {
      await run();
      const { samples } = state();
      assert.equal(samples.length, 3);
      assert.deepEqual(
        samples.map(({ seed }) => seed),
        [5, 6, 7],
      );
      assert.equal(new Set(samples.map(({ text }) => text)).size, 3);
      session().show(samples[2]?.branch ?? 0);
      assert.equal(state().text, samples[2]?.text);
      await withForm({ samples: 1, seed: 7 }, async () => {
        await run();
        assert.equal(state().text, samples[2]?.text);
      });
    });
  });

  it('gives the best texts of a beam search with their scores', async () => {
    await withForm({ maxNewTokens: 6, samples: 2, numBeams: 3 }, async () => {
      await run();
      const scores = state().samples.map(({ score }) => score ?? Number.NaN);
      assert.equal(scores.length, 2);
      assert.ok((scores[0] ?? 0) >= (scores[1] ?? 0));
      assert.equal(state().seed, null);
    });
  });

  it('keeps the streamed part of a branch that is cancelled, and drops an empty one', async () => {
    await withForm({ maxNewTokens: 300, greedy: true }, async () => {
      const running = run();
      await until('some tokens', () => state().status === 'running' && state().tokens.length > 5);
      await commands.executeCommand('tokenscope.cancel');
      await running;
      assert.equal(state().branches.length, 1);
      assert.match(state().stopped ?? '', /by you/);
      const extending = commands.executeCommand('tokenscope.completion.extend');
      await commands.executeCommand('tokenscope.cancel');
      await extending;
      assert.ok(state().branches.length <= 2);
      assert.equal(state().status, 'done');
      assert.ok(state().text !== '');
    });
  });

  it('shows the distribution from which the token at a place was drawn', async () => {
    await withForm(sampled, async () => {
      await run();
      const place = 3;
      const token = state().tokens[place];
      const { logits, texts } = await internals.completionFeature.look.look(place);
      const best = Math.max(...logits);
      const sum = logits.reduce((all, logit) => all + Math.exp(logit - best), 0);
      const logProb = (logits[token?.id ?? 0] ?? 0) - best - Math.log(sum);
      // The cache was filled by runs of other shapes, and activations are quantised.
      assert.ok(Math.abs(logProb - (token?.logProb ?? 0)) < 0.2, `${logProb} ${token?.logProb}`);
      assert.ok(texts.length >= 50);
    });
  });

  it('scores a guess before it reveals the token, one after the other in one branch', async () => {
    await withForm({ greedy: true, repetitionPenalty: 1 }, async () => {
      const feature = internals.completionFeature;
      const editor = await showText(paragraph);
      const end = editor.document.offsetAt(endOf(editor.document));
      await select(editor, end, end);
      await feature.beginGuessing();
      assert.equal(state().tokens.length, 0);
      assert.equal(state().prompt, paragraph);
      await feature.guessing.guess('zebra');
      await feature.guessing.guess('');
      const [guess] = state().guesses;
      assert.equal(state().guesses.length, 1);
      assert.equal(guess?.guess, ' zebra');
      assert.ok(guess.rank > 1 && !guess.hit);
      assert.equal(guess.token, state().tokens[0]?.text);
      assert.equal(state().tokens.length, 2);
      assert.equal(state().branches.length, 1);
      // Greedy reveals the likeliest token: a guess of it is right, with rank 1.
      const { texts, logits } = await feature.look.look(2);
      const [, likeliest] = texts.reduce((best, each) =>
        (logits[each[0]] ?? 0) > (logits[best[0]] ?? 0) ? each : best,
      );
      await feature.guessing.guess(likeliest);
      assert.ok(state().guesses[1]?.hit);
      assert.equal(state().guesses[1]?.rank, 1);
    });
  });

  it('puts the token of a guess behind the text that it was asked for', async () => {
    await withForm({ maxNewTokens: 4, greedy: true }, async () => {
      await run();
      const first = state().shown;
      await session().extend();
      const second = state().shown;
      const guessing = internals.completionFeature.guessing.guess('');
      session().show(first ?? 0);
      assert.equal(state().tokens.length, 4);
      await guessing;
      const guessed = state().branches.at(-1);
      assert.equal(guessed?.origin, 'guessed');
      assert.equal(guessed.parent, second);
      assert.equal(state().kept, 8);
    });
  });

  it('keeps favourites and earlier runs through a reload, until all is deleted', async () => {
    await withForm(sampled, async () => {
      await run();
      session().book.star(state().shown ?? 0);
      const { text } = state();
      await commands.executeCommand('tokenscope.completion.extend');
      await run();
      assert.equal(state().history.length, 2);
      const { kept } = session();
      session().clear();
      session().restore(JSON.parse(JSON.stringify(kept)));
      assert.equal(state().favourites[0]?.text, text);
      assert.equal(state().favourites[0]?.branch, null);
      session().showRun(state().history[1]?.run ?? 0);
      assert.equal(state().branches.length, 2);
      assert.equal(state().favourites[0]?.branch, state().branches[0]?.id);
      assert.ok(state().restored);
      await commands.executeCommand('tokenscope.completion.extend');
      assert.equal(state().branches.length, 3);
      await commands.executeCommand('tokenscope.deleteStoredText');
      assert.deepEqual(state().favourites, []);
      assert.deepEqual(state().history, []);
      assert.equal(state().text, '');
    });
  });

  it('inserts nothing where the prompt was edited away while it ran', async () => {
    await withForm({ maxNewTokens: 12, greedy: true }, async () => {
      const editor = await showText(`${paragraph}\n\nThe end.`);
      await select(editor, 4, paragraph.length);
      const running = commands.executeCommand('tokenscope.completion.continue');
      await showText('Another document.');
      const edit = new WorkspaceEdit();
      const { document } = editor;
      edit.delete(
        document.uri,
        new Range(document.positionAt(20), document.positionAt(paragraph.length + 4)),
      );
      await workspace.applyEdit(edit);
      await running;
      assert.equal(state().status, 'done');
      const before = document.getText();
      await commands.executeCommand('tokenscope.completion.insert');
      assert.equal(document.getText(), before);
      assert.match(state().error?.sentence ?? '', /has changed/);
      assert.ok(state().text !== '');
    });
  });

  it('runs a prompt of a preset with its own sampling, and names it', async () => {
    await showText(paragraph);
    await internals.completionFeature.runPrompt(
      'TL;DR:',
      { maxNewTokens: 3, greedy: true },
      'Summary',
    );
    assert.equal(state().prompt, 'TL;DR:');
    assert.ok(state().tokens.length <= 3);
    assert.match(state().source ?? '', /^Summary · /);
    await commands.executeCommand('tokenscope.completion.extend');
    assert.ok(state().tokens.length <= 6);
  });

  it('exports a row for each token and each text with provenance, code and a methods sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenscope-continuation-'));
    try {
      await withForm({ ...sampled, samples: 2 }, async () => {
        await run();
        const file = join(folder, 'tale.csv');
        await commands.executeCommand('tokenscope.completion.export', Uri.file(file));
        const lines = readFileSync(file, 'utf8').trim().split('\r\n');
        const tokens = state().samples.reduce((sum, each) => sum + each.tokens.length, 0);
        assert.match(lines[0] ?? '', /token_index.*log_prob.*sampled_log_prob/);
        assert.equal(
          readFileSync(join(folder, 'tale.branches.csv'), 'utf8').includes('first'),
          true,
        );
        assert.ok(lines.length > tokens);
        const described = readFileSync(join(folder, 'datapackage.json'), 'utf8');
        assert.match(described, /"sampled_log_prob"/);
        assert.match(described, /gpt2-starter/);
        await commands.executeCommand('tokenscope.completion.copyCode');
        assert.match(await env.clipboard.readText(), /torch\.manual_seed\(5\)/);
        await commands.executeCommand('tokenscope.completion.copyMethods');
        assert.match(await env.clipboard.readText(), /2 continuations of a prompt by sampling/);
      });
    } finally {
      await pause(50);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
