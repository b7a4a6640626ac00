/**
 * Has a page take what VS Code's server says without a detour. The workbench gets each message as a blob, and
 * has a `FileReader` ask another process for its bytes: an eighth of what the window tests take.
 * @param page is not loaded yet.
 */
export async function readSocketsAtOnce(page) {
  await page.addInitScript(() => {
    const { FileReader, WebSocket } = globalThis;
    globalThis.WebSocket = class extends WebSocket {
      constructor(...args) {
        super(...args);
        this.binaryType = 'arraybuffer';
      }
    };
    const { readAsArrayBuffer } = FileReader.prototype;
    FileReader.prototype.readAsArrayBuffer = function (data) {
      if (!(data instanceof ArrayBuffer)) readAsArrayBuffer.call(this, data);
      else void Promise.resolve().then(() => this.onload({ target: { result: data } }));
    };
  });
}

/**
 * Has a page stand still: an icon that wiggles has the whole window drawn again, sixty times a second.
 * @param page is not loaded yet.
 */
export async function withoutAnimations(page) {
  await page.addInitScript(() => {
    const { CSSStyleSheet, document } = globalThis;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { animation: none !important; transition: none !important }');
    document.adoptedStyleSheets.push(sheet);
  });
}
