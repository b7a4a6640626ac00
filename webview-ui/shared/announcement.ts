import { html, type TemplateResult } from 'lit';

/** A line that only screen readers read, when it changes. Needs `baseStyles`. */
export function announcement(text: string): TemplateResult {
  return html`<div class="spoken" role="status">${text}</div>`;
}
