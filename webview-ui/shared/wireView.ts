import { ActionRequest, CancelRequest } from './events';
import type { Host } from './host';
import { listen } from './listen';

/** Hands to the host what every view can ask for: a button's action, and cancelling, also by Escape. */
export function wireView(view: HTMLElement, host: Host, running: () => boolean): void {
  listen(view, ActionRequest, ({ action }) => host.runAction(action));
  listen(view, CancelRequest, () => host.cancel());
  view.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && running()) host.cancel();
  });
}
