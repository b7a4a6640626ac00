import type { Locator, Page } from 'playwright-core';

/** The context menu that is open. */
export class Menu {
  public constructor(private readonly page: Page) {}

  /** The visible labels, from top to bottom. */
  public async labels(): Promise<string[]> {
    await this.items().first().waitFor();
    return this.items().locator('.action-label').allInnerTexts();
  }

  /** Clicks an item by its exact label. */
  public async choose(label: string): Promise<void> {
    const exact = this.page.getByText(label, { exact: true });
    const item = this.items().filter({ has: exact }).first();
    await item.hover();
    // A menu takes no click during its first tenth of a second, so that the click which opened it
    // chooses nothing.
    await this.page.waitForTimeout(200);
    await item.click();
    await this.items().first().waitFor({ state: 'hidden' });
  }

  /** Closes the menu without choosing. */
  public async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.items().first().waitFor({ state: 'hidden' });
  }

  private items(): Locator {
    return this.page.locator('.monaco-menu .action-item:not(.disabled):has(.action-label:visible)');
  }
}
