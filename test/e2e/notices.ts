import type { Locator, Page } from 'playwright-core';

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

  /** Clicks a button of the toast whose text matches. */
  public async press(text: string | RegExp, button: string): Promise<void> {
    // Not by the pointer: the hover of the focused item in the status bar can cover the toast.
    await this.toast(text).first().getByRole('button', { name: button }).dispatchEvent('click');
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
