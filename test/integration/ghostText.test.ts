import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  commands,
  InlineCompletionTriggerKind,
  window,
  workspace,
  type InlineCompletionItem,
  type TextEditor,
} from 'vscode';
import { TokenscopeError } from '../../src/common/errors';
import type { WorkerClient } from '../../src/common/processes';
import type { Internals } from '../../src/extension';
import { LineContinuer, type GhostTextStatus } from '../../src/host/ghostText/lineContinuer';
import type { ModelRegistry } from '../../src/host/models/modelRegistry';
import { Settings } from '../../src/host/settings/settings';
import { quickest } from '../support/quickest';
import {
  closeAll,
  endOf,
  pause,
  rejectsWith,
  select,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

const sentence = 'The old keeper climbed the stairs of the';

/** The text of the first suggestion; empty for none. */
function shownText([first]: readonly InlineCompletionItem[]): string {
  return typeof first?.insertText === 'string' ? first.insertText : '';
}

describe('ghost text', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const on = <T>(work: () => Promise<T>, languages: object = { markdown: true }): Promise<T> =>
    withSetting('tokenscope.ghostText.enable', languages, work);

  const suggest = async (
    { document }: TextEditor,
    token = new CancellationTokenSource().token,
    triggerKind = InlineCompletionTriggerKind.Invoke,
  ): Promise<InlineCompletionItem[]> =>
    internals.ghostText.provider.provideInlineCompletionItems(
      document,
      endOf(document),
      { triggerKind, selectedCompletionInfo: undefined },
      token,
    );
  const text = async (editor: TextEditor): Promise<string> => shownText(await suggest(editor));

  it('is off until it is turned on, and then only for its languages', async () => {
    const markdown = await showText(sentence);
    assert.deepEqual(await suggest(markdown), []);
    await on(async () => {
      assert.notEqual(await text(markdown), '');
      assert.deepEqual(await suggest(await showText(`// ${sentence}`, 'typescript')), []);
    });
  });

  it('suggests the most likely end of the line, and no more tokens than are set', async () => {
    const editor = await showText(`It was night.\n${sentence} `);
    await on(async () => {
      const whole = await text(editor);
      assert.match(whole, /^\S.*\S$/);
      assert.doesNotMatch(whole, /\n/);
      await withSetting('tokenscope.ghostText.maxNewTokens', 2, async () => {
        const short = await text(editor);
        assert.ok(short.length < whole.length && whole.startsWith(short), `${short} | ${whole}`);
      });
    });
  });

  it('goes on with what is left when its beginning was typed or taken, at once', async () => {
    const editor = await showText(sentence);
    await withSetting('tokenscope.ghostText.delay', 5_000, () =>
      on(async () => {
        const whole = await text(editor);
        const first = whole.slice(0, 3);
        assert.ok(whole.length > 3);
        await editor.edit((edit) => edit.insert(endOf(editor.document), first));
        const began = performance.now();
        const { token } = new CancellationTokenSource();
        const [left] = await suggest(editor, token, InlineCompletionTriggerKind.Automatic);
        assert.equal(left?.insertText, whole.slice(first.length));
        // It waited for no pause in typing.
        assert.ok(performance.now() - began < 4_000);
      }),
    );
  });

  it('suggests nothing in the middle of a line, or in an empty one', async () => {
    await on(
      async () => {
        const editor = await showText(`${sentence}\n\n`);
        assert.deepEqual(await suggest(editor), []);
        const { document } = editor;
        const inside = await internals.ghostText.provider.provideInlineCompletionItems(
          document,
          document.positionAt(8),
          { triggerKind: InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined },
          new CancellationTokenSource().token,
        );
        assert.deepEqual(inside, []);
      },
      { '*': true },
    );
  });

  it('waits for a pause in typing, and stops within 200 ms when one types on', async () => {
    const editor = await showText(sentence);
    await on(() =>
      withSetting('tokenscope.ghostText.maxNewTokens', 60, async () => {
        await text(editor);
        let lines = 0;
        const milliseconds = await quickest(async () => {
          // Another text each time, so that nothing is known of it.
          await editor.edit((edit) =>
            edit.insert(endOf(editor.document), `\n${++lines} ${sentence}`),
          );
          const source = new CancellationTokenSource();
          const suggesting = suggest(editor, source.token);
          await pause(50);
          const from = performance.now();
          source.cancel();
          assert.deepEqual(await suggesting, []);
          return performance.now() - from;
        });
        assert.ok(milliseconds < 200, `${milliseconds} ms`);
      }),
    );
    await on(() =>
      withSetting('tokenscope.ghostText.delay', 5_000, async () => {
        const source = new CancellationTokenSource();
        const waiting = suggest(editor, source.token, InlineCompletionTriggerKind.Automatic);
        await pause(20);
        source.cancel();
        assert.deepEqual(await waiting, []);
      }),
    );
  });

  it('gives way to a run that was asked for', async () => {
    const editor = await showText(`${sentence} tower, and`);
    const end = editor.document.offsetAt(endOf(editor.document));
    await select(editor, end, end);
    await on(() =>
      withSetting('tokenscope.completion.maxNewTokens', 300, async () => {
        const running = commands.executeCommand('tokenscope.completion.continue');
        await until('the run', () => internals.completion.state.status === 'running');
        assert.deepEqual(await suggest(editor), []);
        await commands.executeCommand('tokenscope.cancel');
        await running;
        const suggesting = suggest(editor);
        const next = commands.executeCommand('tokenscope.completion.continue');
        await suggesting;
        await commands.executeCommand('tokenscope.cancel');
        await next;
      }),
    );
  });

  it('says nothing when its process dies, rests, and works again when it is asked to', async () => {
    const editor = await showText(`${sentence} house by the`);
    const shown: string[] = [];
    const listener = internals.errors.onDidShow((each) => shown.push(each));
    try {
      await on(() =>
        withSetting('tokenscope.ghostText.maxNewTokens', 60, async () => {
          await text(editor);
          await editor.edit((edit) => edit.insert(endOf(editor.document), ' sea, where the'));
          const suggesting = suggest(editor);
          process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
          assert.deepEqual(await suggesting, []);
          assert.deepEqual(await suggest(editor), []);
          await commands.executeCommand('tokenscope.ghostText.toggle');
          await commands.executeCommand('tokenscope.ghostText.toggle');
          assert.notEqual(await text(editor), '');
        }),
      );
    } finally {
      listener.dispose();
    }
    assert.deepEqual(shown, []);
  });

  it('tells of a load that fails when nobody waits for it any more, and when it works again', async () => {
    const told: GhostTextStatus[] = [];
    let loaded = false;
    let fail: (error: Error) => void = () => undefined;
    const registry = {
      forTask: () => internals.registry.bundled('text-generation'),
      loaded: () => loaded,
      load: () => new Promise<never>((_, reject) => (fail = reject)),
      ref: () => ({}),
    } as unknown as ModelRegistry;
    const worker = {
      request: () => Promise.resolve({ text: ' tower' }),
    } as unknown as WorkerClient;
    const settings = new Settings(() => undefined);
    const continuer = new LineContinuer({ settings, registry, worker }, (now) => told.push(now));
    const source = new CancellationTokenSource();
    const given = continuer.continueLine(sentence, source.token);
    source.cancel();
    await rejectsWith(given, 'Cancelled');
    const problem = new TokenscopeError('OutOfMemory', { model: 'gpt2-starter' });
    fail(problem);
    await until('the problem', () => told.length === 2);
    assert.deepEqual(told, ['loading', { problem }]);
    const { token } = new CancellationTokenSource();
    await rejectsWith(continuer.continueLine(sentence, token), 'Cancelled');
    loaded = true;
    const { now } = Date;
    try {
      Date.now = () => now() + 61_000;
      assert.equal(await continuer.continueLine(sentence, token), ' tower');
    } finally {
      Date.now = now;
    }
    assert.equal(told.at(-1), 'ready');
  });

  it('is switched for the language of the editor by a command', async () => {
    await showText(sentence);
    const setting = () =>
      workspace.getConfiguration().get<Record<string, boolean>>('tokenscope.ghostText.enable');
    await withSetting('tokenscope.ghostText.enable', undefined, async () => {
      await commands.executeCommand('tokenscope.ghostText.toggle');
      assert.deepEqual(setting(), { '*': false, markdown: true });
      await commands.executeCommand('tokenscope.ghostText.toggle');
      assert.deepEqual(setting(), { '*': false, markdown: false });
    });
    assert.equal(window.activeTextEditor?.document.languageId, 'markdown');
  });

  it('takes its defaults for settings of a wrong type', async () => {
    const editor = await showText(sentence);
    await on(async () => assert.deepEqual(await suggest(editor), []), { markdown: 'yes' });
  });
});
