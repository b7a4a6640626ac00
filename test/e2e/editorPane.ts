import type { Locator, Page } from 'playwright-core';
import { positionsOf, type TextBox } from './textBox';
import { comes, until } from './until';

/** The active text editor. */
export class EditorPane {
  public constructor(private readonly page: Page) {}

  /** Waits until typing goes into the text. */
  public async focused(): Promise<void> {
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Puts the cursor at a one-based line and column, by "Go to Line". */
  public async goTo(line: number, column = 1): Promise<void> {
    await until('the box to go to a line', async () => {
      await this.page.keyboard.press('Control+G');
      // While the focus is on its way back from a view, nobody takes the keys.
      return comes(this.page.locator('.quick-input-widget:visible'), 3_000);
    });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
    await this.focused();
  }

  /** Selects so many characters to the right of a position, with the keyboard. */
  public async selectByKeys(line: number, column: number, characters: number): Promise<void> {
    await this.goTo(line, column);
    for (let i = 0; i < characters; i++) await this.page.keyboard.press('Shift+ArrowRight');
  }

  /** Clicks into the middle of the first visible occurrence of a text, which lies in one line. */
  public async click(text: string, options: { button?: 'left' | 'right' } = {}): Promise<void> {
    const box = await this.find(text);
    await this.page.mouse.click((box.left + box.right) / 2, box.middle, options);
  }

  /** Selects the first visible occurrence of a text by dragging the mouse over it. */
  public async drag(text: string): Promise<void> {
    const box = await this.find(text);
    await this.page.mouse.move(box.left + 1, box.middle);
    await this.page.mouse.down();
    // Without a pause: ids that appear under a resting mouse would move the text.
    await this.page.mouse.move(box.right, box.middle, { steps: 2 });
    await this.page.mouse.up();
  }

  public async doubleClick(text: string): Promise<void> {
    const box = await this.find(text);
    await this.page.mouse.dblclick((box.left + box.right) / 2, box.middle);
  }

  /** Rests the mouse on the first visible occurrence of a text and returns the hover's text. */
  public async hover(text: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible .hover-contents');
    await until(`a hover over "${text}"`, async () => {
      const box = await this.find(text);
      await this.page.mouse.move(box.right, box.middle + 60);
      // After a right click, whose end the menu takes, the editor waits for it and shows no hover.
      await this.page.mouse.up();
      await this.page.mouse.move((box.left + box.right) / 2, box.middle, { steps: 3 });
      return hover
        .first()
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => undefined,
        );
    });
    return (await hover.allInnerTexts()).join('\n');
  }

  /** The visible lines' text, as it is drawn. */
  public async visibleText(): Promise<string> {
    const lines = await this.lines().evaluateAll((all) =>
      all
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** The texts that decorations attach before or after the document's own, in visual order. */
  public async attachments(): Promise<string[]> {
    return this.lines()
      .locator('span span')
      .evaluateAll((spans) =>
        spans.flatMap((span) =>
          ['::before', '::after']
            .map((part) => getComputedStyle(span, part).content)
            .filter((content) => /^".+"$/.test(content))
            .map((content) => JSON.parse(content) as string),
        ),
      );
  }

  /** Font size in pixels of what decorations attach with this text; 0 where nothing has it. */
  public async attachmentSize(text: string): Promise<number> {
    return this.lines()
      .locator('span span')
      .evaluateAll((spans, wanted) => {
        const sizes = spans.flatMap((span) =>
          ['::before', '::after']
            .map((part) => getComputedStyle(span, part))
            .filter(({ content }) => content === JSON.stringify(wanted))
            .map(({ fontSize }) => Number.parseFloat(fontSize)),
        );
        return Math.max(0, ...sizes);
      }, text);
  }

  /** Where a text is drawn; waits until it is. */
  private async find(text: string): Promise<TextBox> {
    return until(`the text "${text}" in the editor`, async () => {
      const boxes = await this.lines().evaluateAll(positionsOf, text);
      return boxes[0];
    });
  }

  private lines(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .view-line');
  }
}
