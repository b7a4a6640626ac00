import { html, type TemplateResult } from 'lit';
import type { ViewError } from '../../src/common/protocol/views/view';
import './errorBanner';
import './noticeList';

/** What went wrong, and what is to be known about a result. */
export function remarks(error: ViewError | null, notices: readonly string[]): TemplateResult {
  return html`
    <tokenscope-error-banner .error=${error} ?hidden=${error === null}></tokenscope-error-banner>
    <tokenscope-notice-list .notices=${notices} ?hidden=${notices.length === 0}>
    </tokenscope-notice-list>
  `;
}
