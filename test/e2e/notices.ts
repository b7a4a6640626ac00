import type { Locator, Page } from 'playwright-core';
import { comes, until } from './until';

/** What VS Code tells in toasts and dialogs. */
export class Notices {
  public constructor(private readonly page: Page) {}

  /** The toast whose text matches; wait for it with `waitFor()`. */
  public toast(text: string | RegExp): Locator {
    return this.page
      .locator('.notification-toast .notification-list-item')
      .filter({ hasText: text });
  }

  /** The texts of all visible toasts. */
  public async texts(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Clicks a button of the notice whose text matches: of its toast or, once that is hidden, behind the bell. */
  public async press(text: string | RegExp, button: string): Promise<void> {
    const notice = this.page
      .locator('.notification-toast, .notifications-center')
      .locator('.notification-list-item')
      .filter({ hasText: text })
      .first();
    await until(`the notice ${String(text)}`, async () => {
      if (await comes(notice, 10_000)) return true;
      await this.page.locator('[id="status.notifications"] a').click();
      return undefined;
    });
    // Not by the pointer: the hover of the focused item in the status bar can cover the toast.
    await notice.getByRole('button', { name: button }).dispatchEvent('click');
  }

  /** Puts all toasts away. */
  public async clear(): Promise<void> {
    const toasts = this.page.locator('.notification-toast .notification-list-item');
    while ((await toasts.count()) > 0) {
      // One that goes by itself meanwhile is away as well.
      const clear = toasts.first().locator('.codicon-notifications-clear');
      await clear.dispatchEvent('click', undefined, { timeout: 2_000 }).catch(() => undefined);
    }
  }

  /** The open dialog's message. */
  public async dialogText(): Promise<string> {
    return this.page.locator('.monaco-dialog-box .dialog-message-text').innerText();
  }

  /** Clicks a button of the open dialog. */
  public async answerDialog(button: string): Promise<void> {
    await this.page
      .locator('.monaco-dialog-box')
      .getByRole('button', { name: button, exact: true })
      .click();
  }
}
