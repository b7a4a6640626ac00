/* global Event, document, requestAnimationFrame */
import assert from 'node:assert/strict';

const sent = (page, method) =>
  page.evaluate((name) => globalThis.fakeHost.notifications(name), method);
const notify = (page, method, params) =>
  page.evaluate(([name, value]) => globalThis.fakeHost.notify(name, value), [method, params]);
/** The accessible name of what has the focus, through all shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (
      element?.getAttribute('aria-label') ?? element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    );
  });

/** What the views do when they are used; the first word of each name is the view. */
export const behaviours = {
  'fillMask says hello first and nothing else': async ({ open }) => {
    const page = await open(null);
    const messages = await page.evaluate(() =>
      globalThis.fakeHost.sent.map(({ method }) => method),
    );
    assert.deepEqual(messages, ['view/initialize']);
  },

  'fillMask welcome buttons run actions': async ({ open, scenarios }) => {
    const page = await open(scenarios.empty);
    await page.getByRole('button', { name: 'Fill [MASK]' }).click();
    await page.getByRole('button', { name: 'Mask This Word' }).press('Enter');
    assert.deepEqual(await sent(page, 'view/action'), [{ id: 'fillMask' }, { id: 'maskWord' }]);
  },

  'fillMask is used with the keyboard': async ({ open, scenarios }) => {
    const page = await open(scenarios.one);
    await page.getByRole('option', { name: 'paris' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    assert.match(await focused(page), /^10 monaco < 0\.001/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    assert.match(await focused(page), /^1 paris 40\.7/);
    assert.deepEqual(await sent(page, 'fillMask/apply'), [
      { mask: 0, candidate: 1 },
      { mask: 0, candidate: 9 },
    ]);
  },

  'fillMask chips lead to their lists': async ({ open, scenarios }) => {
    const page = await open(scenarios.three, { width: 200 });
    await page.getByRole('button', { name: /^3/ }).click();
    await page.waitForTimeout(100);
    assert.match(await focused(page), /^1 paris 40\.7/);
  },

  'fillMask candidates of an earlier run cannot be taken': async ({ open, scenarios }) => {
    const page = await open(scenarios.rerun);
    await page.getByText('lyon').click();
    assert.deepEqual(await sent(page, 'fillMask/apply'), []);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Escape');
    assert.equal((await sent(page, 'view/cancel')).length, 2);
  },

  'fillMask special tokens cannot be taken': async ({ open, scenarios }) => {
    const page = await open(scenarios.special);
    const special = page.getByRole('option', { name: '[UNK]' });
    assert.equal(await special.getAttribute('aria-disabled'), 'true');
    assert.match(await special.getAttribute('title'), /cannot be put into the document/);
    await special.click({ force: true });
    await special.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(page, 'fillMask/apply'), []);
    await page.getByRole('option', { name: 'she' }).click();
    assert.deepEqual(await sent(page, 'fillMask/apply'), [{ mask: 0, candidate: 2 }]);
  },

  'fillMask candidates of an earlier window cannot be taken': async ({ open, scenarios }) => {
    const page = await open(scenarios.restored);
    await page.getByText('lyon').click();
    assert.deepEqual(await sent(page, 'fillMask/apply'), []);
    await page.getByRole('button', { name: 'Run Again' }).click();
    assert.deepEqual(await sent(page, 'fillMask/rerun'), [{ topK: 10 }]);
  },

  'fillMask checks the number of candidates in place': async ({ open, scenarios }) => {
    const page = await open(scenarios.one);
    const field = page.getByRole('textbox', { name: 'Candidates shown' });
    await field.fill('0');
    await page.getByText('A whole number from 1 to 1000.').waitFor();
    await field.press('Enter');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await sent(page, 'fillMask/rerun'), []);
    await field.fill('25');
    await field.press('Enter');
    assert.deepEqual(await sent(page, 'fillMask/rerun'), [{ topK: 25 }]);
  },

  'fillMask shows long lists page by page': async ({ open, scenarios }) => {
    const page = await open(scenarios.manyRows);
    assert.equal(await page.getByRole('option').count(), 100);
    await page.getByRole('button', { name: 'Show 100 More' }).click();
    assert.equal(await page.getByRole('option').count(), 200);
  },

  'fillMask speaks the display language': async ({ open, scenarios }) => {
    const page = await open(scenarios.one, { l10n: { Candidates: 'Kandidaten' } });
    await page.getByRole('listbox', { name: 'Kandidaten' }).waitFor();
  },

  'laboratory paints attention anew in the colours of another theme': async ({
    open,
    scenarios,
    given,
  }) => {
    const page = await open(scenarios.attentionMatrix, given.attentionMatrix);
    const pictures = () =>
      page.locator('canvas').evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));
    await page.locator('button.token').first().waitFor();
    await page.waitForTimeout(200);
    const before = await pictures();
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--vscode-charts-blue', '#aa3300'),
    );
    await page.waitForTimeout(200);
    const after = await pictures();
    assert.equal(before.length, 2);
    before.forEach((picture, index) => assert.notEqual(after[index], picture));
  },

  'tokens marks what the pointer is on, until the tokens change': async ({
    open,
    scenarios,
    more,
  }) => {
    const page = await open(scenarios.chips, { more: more.chips });
    const last = async () => (await sent(page, 'tokens/hover')).at(-1)?.span;
    await page.locator('.chip', { hasText: 'believ' }).hover();
    assert.deepEqual(await last(), { start: 2, end: 8 });
    await page.locator('.chip', { hasText: 'keeper' }).hover();
    await page.locator('.chip.hovered', { hasText: 'keeper' }).waitFor();
    await page.locator('.chip', { hasText: 'keeper' }).click();
    assert.deepEqual((await sent(page, 'tokens/pick')).at(-1).span, await last());
    await notify(page, 'tokens/state', { ...scenarios.chips, run: 2, status: 'running' });
    assert.notEqual(await last(), null, 'the tokens before stay until the new ones come');
    await notify(page, 'tokens/state', { ...scenarios.chips, run: 2 });
    await page.locator('.chip').first().waitFor({ state: 'detached' });
    assert.equal(await last(), null);
  },

  'tokens is used with the keyboard': async ({ open, scenarios, more }) => {
    const page = await open(scenarios.chips, { more: more.chips });
    const list = page.getByRole('listbox', { name: 'Tokens' });
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.locator('.chip.hovered', { hasText: 'believ' }).waitFor();
    const active = await list.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).textContent(), 'believ29953');
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(page, 'tokens/pick'), [{ span: { start: 2, end: 8 } }]);
  },

  'tokens sorts its table by keyboard': async ({ open, scenarios, more }) => {
    const page = await open(scenarios.table, { more: more.table, memory: { table: true } });
    await page.getByRole('columnheader', { name: 'Id' }).getByRole('button').press('Enter');
    const first = page.locator('[role=row]').nth(1);
    await page.waitForFunction(
      (row) => row.textContent.includes('11'),
      await first.elementHandle(),
    );
    await page.getByRole('grid', { name: 'Tokens' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.row.active').waitFor();
    const active = await page.getByRole('grid').getAttribute('aria-activedescendant');
    assert.equal(active, await page.locator('.row.active').getAttribute('id'));
  },

  'tokens counts one of each in the singular, and contexts that are filled': async ({
    open,
    scenarios,
    more,
  }) => {
    const one = { tokens: 1, unknown: 1, words: 1, characters: 1, bytes: 1 };
    const page = await open({ ...scenarios.chips, counts: one }, { more: more.chips });
    const bar = page.locator('tokenscope-counts-bar dl');
    const read = async () => (await bar.textContent()).replace(/\s+/g, ' ').trim();
    assert.match(await read(), /^token 1 word 1 character 1 byte 1 /);
    const many = { ...one, tokens: 142_173 };
    await notify(page, 'tokens/state', { ...scenarios.chips, counts: many });
    await page.getByText('278\u202f×').waitFor();
    assert.match(await read(), /the context 278 ×$/);
  },

  'tokens sends the form of the encode tab as it is changed': async ({ open, scenarios, more }) => {
    const page = await open(scenarios.encode, { more: more.encode, memory: { tab: 1 } });
    const last = async () => (await sent(page, 'encode/changeForm')).at(-1);
    const stride = page.getByRole('textbox', { name: 'Stride' });
    await stride.fill('16');
    await stride.press('Enter');
    assert.equal((await last()).options.truncation.stride, 16);
    await page.locator('vscode-checkbox', { hasText: 'Selections are pairs' }).click();
    assert.equal((await last()).paired, false);
    await page.locator('vscode-checkbox', { hasText: 'Overflowing pieces' }).click();
    assert.equal((await last()).options.truncation.overflow, false);
    await page.locator('tokenscope-select-field vscode-single-select').nth(1).click();
    await page.locator('.option', { hasText: 'left' }).first().click();
    assert.equal((await last()).options.padding.side, 'left');
    await page.getByRole('button', { name: 'Python' }).click();
    assert.deepEqual(await sent(page, 'encode/copy'), [{ format: 'python' }]);
  },

  'tokens draws a long encoding bit by bit, and a like one in its place': async ({
    open,
    scenarios,
    more,
  }) => {
    const page = await open(scenarios.encode, { more: more.encode, memory: { tab: 1 } });
    const { params } = more.encode.find(({ method }) => method === 'encode/state');
    const encoding = (text) => {
      const list = (value) => Array.from({ length: 2_000 }, () => value);
      const row = Object.fromEntries(
        Object.entries(params.rows[0]).map(([key, value]) => [
          key,
          Array.isArray(value) ? list(1) : value,
        ]),
      );
      const long = { ...row, length: 2_000, tokens: list(text) };
      return { ...params, rows: [long, long], rowCount: 2, tokenCount: 4_000 };
    };
    const seen = await page.evaluate(async (state) => {
      const within = (root, name) => root.querySelector(name).shadowRoot;
      const tab = within(within(document, 'tokenscope-tokens'), 'tokenscope-encode-tab');
      const rows = within(tab, 'tokenscope-encode-rows');
      const counts = new Set();
      globalThis.fakeHost.notify('encode/state', state);
      const end = performance.now() + 3000;
      while (!counts.has(4_000) && performance.now() < end) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        counts.add(rows.querySelectorAll('tr:first-child td').length);
      }
      return [...counts];
    }, encoding('early'));
    assert.equal(seen.at(-1), 4_000);
    const steps = seen.map((count, index) => count - (seen[index - 1] ?? 0));
    assert.ok(Math.max(...steps) <= 400, `drawn at once: ${steps}`);
    const first = page.locator('tokenscope-encode-rows .scroll').first();
    await first.evaluate((element) => (element.scrollLeft = 20_000));
    await notify(page, 'encode/state', encoding('later'));
    await page.getByText('later').first().waitFor();
    assert.equal(await first.evaluate((element) => element.scrollLeft), 20_000);
  },

  'completion streams and follows the end unless scrolled up': async ({
    open,
    scenarios,
    nextTokens,
  }) => {
    const page = await open(scenarios.running, { width: 200, height: 460 });
    const stream = page.getByRole('region', { name: 'Continuation' });
    const fromEnd = () =>
      stream.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
    assert.ok((await fromEnd()) < 2);
    await notify(page, 'completion/tokens', nextTokens);
    await page.getByText('voice').waitFor();
    assert.ok((await fromEnd()) < 2);
    await stream.evaluate((element) => (element.scrollTop = 0));
    await page.waitForTimeout(50);
    const late = {
      ...nextTokens,
      from: 36,
      tokens: [{ ...nextTokens.tokens[0], index: 36, chunk: ' LATE' }],
    };
    await notify(page, 'completion/tokens', late);
    await page.getByText('LATE').waitFor();
    assert.equal(await stream.evaluate((element) => element.scrollTop), 0);
    await notify(page, 'completion/tokens', { ...late, run: 7 });
    await page.waitForTimeout(50);
    assert.equal(await page.getByText('LATE').count(), 1);
  },

  'completion buttons ask the host': async ({ open, scenarios }) => {
    const page = await open(scenarios.selection, { width: 900 });
    for (const name of ['Insert at Cursor', 'Replace Selection', 'Copy', 'Run Again']) {
      await page.getByRole('button', { name }).click();
    }
    const methods = await page.evaluate(() => globalThis.fakeHost.sent.map(({ method }) => method));
    assert.deepEqual(methods, [
      'view/initialize',
      'completion/insert',
      'completion/replace',
      'completion/copy',
      'completion/restart',
    ]);
    await notify(page, 'completion/state', scenarios.running);
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await sent(page, 'view/cancel')).length, 1);
  },

  'completion checks its form in place and sends what is valid': async ({
    open,
    picture,
    scenarios,
  }) => {
    const page = await open(scenarios.done, { memory: { settingsOpen: true }, height: 900 });
    const temperature = page.getByRole('textbox', { name: 'Temperature' });
    await temperature.fill('99');
    await page.getByText('A number from 0.01 to 10.').waitFor();
    await picture(page, 'completion-invalid');
    await page.waitForTimeout(350);
    assert.deepEqual(await sent(page, 'completion/changeForm'), []);
    await temperature.fill('0,75');
    assert.deepEqual(await sent(page, 'completion/changeForm'), []);
    await page.waitForTimeout(350);
    assert.deepEqual(await sent(page, 'completion/changeForm'), [{ temperature: 0.75 }]);

    await temperature.fill('1.2');
    await notify(page, 'completion/state', {
      ...scenarios.done,
      form: { ...scenarios.done.form, temperature: 0.75 },
    });
    await page.waitForTimeout(50);
    assert.equal(await temperature.inputValue(), '1.2');
    await temperature.press('Tab');
    assert.deepEqual((await sent(page, 'completion/changeForm')).at(-1), { temperature: 1.2 });

    await page.getByRole('textbox', { name: 'Stop strings' }).fill('\\n\\n\nTHE END\n');
    await page.getByRole('textbox', { name: 'Seed' }).focus();
    assert.deepEqual((await sent(page, 'completion/changeForm')).at(-1), {
      stop: ['\n\n', 'THE END'],
    });
    await page.getByRole('button', { name: /Keep the Seed/ }).click();
    assert.deepEqual((await sent(page, 'completion/changeForm')).at(-1), { seed: 2718281828 });
    const topK = page.getByRole('textbox', { name: 'Top-k' });
    await topK.press('ArrowUp');
    await topK.press('Enter');
    assert.deepEqual((await sent(page, 'completion/changeForm')).at(-1), { topK: 41 });
    await page.getByText('Greedy').click();
    assert.deepEqual((await sent(page, 'completion/changeForm')).at(-1), { greedy: true });
  },

  'completion shows the alternatives of a token by keyboard, and branches from one': async ({
    open,
    picture,
    scenarios,
  }) => {
    const page = await open(scenarios.done);
    const tokens = page.locator('tokenscope-token-text .token');
    await tokens.first().focus();
    await page.keyboard.press('ArrowRight');
    const card = page.getByRole('dialog', { name: 'Alternatives' });
    await card.waitFor();
    await picture(page, 'completion-card');
    const [box, place] = await Promise.all([card.boundingBox(), tokens.nth(1).boundingBox()]);
    assert.ok(box.y >= place.y + place.height && box.x >= 0);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    assert.equal((await sent(page, 'view/cancel')).length, 0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const [choice] = await sent(page, 'completion/branch');
    assert.deepEqual([choice.place, choice.id, choice.text], [2, 101, ' a']);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.keyboard.press('End');
    assert.equal(
      await page.evaluate(() => {
        let element = document.activeElement;
        while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element.textContent;
      }),
      ' 🙃',
    );
  },

  'completion shows the alternatives under the pointer at the end of a low view': async ({
    open,
    picture,
    scenarios,
  }) => {
    const page = await open(scenarios.done, { width: 200, height: 460 });
    await page.locator('tokenscope-token-text .token').nth(20).hover();
    const card = page.getByRole('dialog', { name: 'Alternatives' });
    await card.waitFor();
    const box = await card.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 200 && box.y >= 0 && box.y + box.height <= 460);
    await picture(page, 'completion-card-low');
    await card.hover();
    await page.waitForTimeout(400);
    assert.equal(await card.count(), 1);
    await page.mouse.move(190, 455);
    await card.waitFor({ state: 'detached' });
  },

  'completion redraws the next token while a slider moves, and sends what it rests at': async ({
    open,
    scenarios,
    given,
  }) => {
    const page = await open(scenarios.nextToken, { ...given.nextToken, height: 900 });
    const first = page.locator('tokenscope-next-token-panel button.row .last').first();
    const before = await first.textContent();
    const slider = page.getByRole('slider', { name: 'Temperature' });
    await slider.evaluate((input) => {
      input.value = '3';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForTimeout(50);
    assert.notEqual(await first.textContent(), before);
    assert.deepEqual(await sent(page, 'completion/changeForm'), []);
    await slider.evaluate((input) => input.dispatchEvent(new Event('change')));
    assert.deepEqual(await sent(page, 'completion/changeForm'), [{ temperature: 0.2 }]);
    assert.equal((await sent(page, 'completion/nextToken')).length, 1);
    await page.locator('tokenscope-next-token-panel button.row').nth(1).click();
    assert.equal((await sent(page, 'completion/branch'))[0].place, 39);
  },

  'completion walks its branches by arrow keys': async ({ open, scenarios, given }) => {
    const page = await open(scenarios.branches, given.branches);
    const items = page.getByRole('treeitem');
    await page.getByRole('treeitem', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(page, 'completion/showBranch'), [{ branch: 4 }]);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    assert.deepEqual((await sent(page, 'completion/showBranch')).at(-1), { branch: 1 });
    assert.equal(await items.nth(2).getAttribute('aria-level'), '3');
  },

  'completion guesses, stars, and works with the sample that is chosen': async ({
    open,
    scenarios,
    given,
  }) => {
    const page = await open(scenarios.guessing, given.guessing);
    await page.getByRole('textbox', { name: 'Which token comes next?' }).fill('lamp');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Reveal' }).click();
    assert.deepEqual(await sent(page, 'completion/guess'), [{ guess: 'lamp' }, { guess: '' }]);
    await notify(page, 'completion/state', scenarios.samples);
    const card = page.locator('tokenscope-sample-card').nth(1);
    await card.getByRole('button', { name: 'Remove from Favourites' }).click();
    assert.deepEqual(await sent(page, 'completion/star'), [{ branch: 2 }]);
    await card.getByRole('button', { name: 'Insert at Cursor' }).click();
    assert.deepEqual(await sent(page, 'completion/showBranch'), [{ branch: 2 }]);
    assert.equal((await sent(page, 'completion/insert')).length, 1);
  },

  'completion remembers its open section': async ({ open, scenarios }) => {
    const page = await open(scenarios.done);
    assert.equal(await page.getByRole('textbox', { name: 'Seed' }).isVisible(), false);
    await page.getByText('Settings', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Seed' }).waitFor();
    await page.waitForTimeout(50);
    await page.reload();
    await page.getByRole('textbox', { name: 'Seed' }).waitFor();
  },
};
