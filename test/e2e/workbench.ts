import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { outDir } from '../../scripts/lib/paths.mjs';
import { EditorPane } from './editorPane';
import { Menu } from './menu';
import { Notices } from './notices';
import { comes, until } from './until';

/** A window of VS Code, used as a person uses it: by mouse, keyboard and looking. */
export class Workbench {
  public readonly editor: EditorPane;
  public readonly menu: Menu;
  public readonly notices: Notices;

  /** `folder` is the open folder's path on disk. */
  public constructor(
    public readonly page: Page,
    public readonly folder: string,
  ) {
    this.editor = new EditorPane(page);
    this.menu = new Menu(page);
    this.notices = new Notices(page);
  }

  public async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  public async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Puts text in at once, as pasting does: a box filters hundreds of commands anew at each key. */
  public async insert(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /**
   * Runs a command by its title in the command palette. The palette is opened anew while a window that has
   * just begun does not know the command yet.
   */
  public async runCommand(title: string): Promise<void> {
    await this.findRow('F1', title);
    await this.followRow(title);
    // Closed, or in use for what the command asks.
    await this.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
      return input?.offsetParent == null || !input.value.startsWith('>');
    });
  }

  /**
   * Opens a file of the folder by the "Go to File" box, which is opened anew while it does not know a file
   * that was just written.
   */
  public async openFile(name: string): Promise<void> {
    await this.findRow('ControlOrMeta+P', name);
    await this.pickRow(name);
    await this.page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
    await this.editor.focused();
  }

  /** The labels in the open quick pick, from top to bottom. */
  public async quickPickLabels(): Promise<string[]> {
    await this.quickInput().waitFor();
    await this.quickRows().first().waitFor();
    return this.quickRows().locator('.label-name').allInnerTexts();
  }

  /** Chooses the row of the open quick pick that has this text, by keyboard once it is found. */
  public async pickRow(text: string): Promise<void> {
    await this.quickRows().filter({ hasText: text }).first().click();
    await this.quickInput().waitFor({ state: 'hidden' });
  }

  /** Chooses the row of the open quick pick that has this text, where another quick pick follows. */
  public async followRow(text: string): Promise<void> {
    await this.quickRows().filter({ hasText: text }).first().click();
  }

  /** Clicks a button on the row of the open quick pick that has this text. */
  public async pressInRow(text: string, button: string): Promise<void> {
    const row = this.quickRows().filter({ hasText: text }).first();
    await row.hover();
    await row.getByRole('button', { name: button }).click();
    await this.quickInput().waitFor({ state: 'hidden' });
  }

  /** The rows of the trees in the side bar that have this text. */
  public treeRows(text: string): Locator {
    return this.page.locator('.pane-body .monaco-list-row').filter({ hasText: text });
  }

  /** Clicks a button on the first row of a tree that has this text. */
  public async pressInTree(text: string, button: string): Promise<void> {
    const row = this.treeRows(text).first();
    await until(`the button ${button} of ${text}`, async () => {
      // A row that was drawn anew under a resting pointer shows its buttons only when that moves.
      await this.page.mouse.move(1, 1);
      await row.hover();
      return row
        .getByRole('button', { name: button, exact: true })
        .click({ timeout: 2_000 })
        .then(
          () => true,
          () => undefined,
        );
    });
  }

  /** The status bar's items whose text matches. */
  public statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Shows a container of views by its icon in the activity bar, unless it is shown already. */
  public async openContainer(name: string): Promise<void> {
    const icon = this.page.locator(`.activitybar li:has([aria-label^="${name}"])`);
    if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
  }

  /** Closes a view of the shown container by its header, so that others have room. */
  public async collapseView(name: string): Promise<void> {
    const header = this.page.locator(`.sidebar .pane-header[aria-label^="${name}"]`);
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Opens a view of the shown container by its header, unless it is open already. */
  public async expandView(name: string): Promise<void> {
    const header = this.page.locator(`.sidebar .pane-header[aria-label^="${name}"]`);
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  /** Closes all editors; what was not saved is gone. */
  public async closeEditors(): Promise<void> {
    const tabs = this.page.locator('.editor-group-container .tab');
    while ((await tabs.count()) > 0) {
      const before = await tabs.count();
      await this.runCommand('View: Revert and Close Editor');
      await until('the editor to close', async () =>
        (await tabs.count()) < before ? true : undefined,
      );
    }
  }

  /** Closes all views of Tokenscope's container by their headers. */
  public async collapseViews(): Promise<void> {
    await this.openContainer('Tokenscope');
    const open = this.page.locator('.sidebar .pane-header[aria-expanded=true]');
    while ((await open.count()) > 0) await open.first().click();
  }

  /**
   * The page inside the webview view that holds an element, for example the view's own custom
   * element; waits until it has been drawn.
   */
  public async webview(selector: string): Promise<Frame> {
    return until(`a webview with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (frame.name() !== 'active-frame' && !frame.url().includes('fake.html')) continue;
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      return undefined;
    });
  }

  /** Saves the active document and returns what is on the disk. */
  public async savedText(name: string): Promise<string> {
    await this.press('ControlOrMeta+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  public async clipboardText(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Keeps what the window looks like as `out/screenshots/<name>.png`; returns the file's path. */
  public async screenshot(name: string): Promise<string> {
    const dir = path.join(outDir, 'screenshots');
    mkdirSync(dir, { recursive: true });
    const file = path.join(dir, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /**
   * Keeps a screenshot of a window that has come to rest, for who looks at what the tests saw: only with
   * TOKENSCOPE_PICTURES set, since drawing takes time.
   */
  public async picture(name: string): Promise<void> {
    if (process.env['TOKENSCOPE_PICTURES'] === undefined) return;
    await this.page.waitForTimeout(500);
    await this.screenshot(name);
  }

  /**
   * Asks a quick pick that keys open for this text, again and again until it has a row with it: what a window
   * that has just begun does not know yet does not come later, and one that is busy needs longer each time.
   */
  private async findRow(keys: string, text: string): Promise<void> {
    const row = this.quickRows().filter({ hasText: text }).first();
    let patience = 1_000;
    await until(`the row ${text}`, async () => {
      await this.press(keys);
      // A window that is busy with something else, such as closing a dialog, does not take the keys.
      if (!(await comes(this.quickInput(), 3_000))) return undefined;
      await this.insert(text);
      if (await comes(row, patience)) return true;
      patience *= 2;
      await this.press('Escape');
      return undefined;
    });
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  private quickRows(): Locator {
    return this.quickInput().locator('.quick-input-list .monaco-list-row');
  }
}
