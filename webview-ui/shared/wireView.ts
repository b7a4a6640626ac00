import { ActionRequest, CancelRequest } from './events';
import type { Host } from './host';

/** Hands to the host what every view can ask for: a button's action, and cancelling, also by Escape. */
export function wireView(view: HTMLElement, host: Host, running: () => boolean): void {
  view.addEventListener(ActionRequest.type, (event) => {
    if (event instanceof ActionRequest) host.runAction(event.action);
  });
  view.addEventListener(CancelRequest.type, () => host.cancel());
  view.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && running()) host.cancel();
  });
}
