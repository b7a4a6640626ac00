import { css, LitElement } from 'lit';
import { baseStyles } from './styles';

/** Fired by a field when its user has put a new, valid value into it. */
export class FieldChange extends Event {
  static readonly type = 'tokenscope-field-change';

  constructor(readonly value: unknown) {
    super(FieldChange.type, { bubbles: true, composed: true });
  }
}

/** Time after the last key until a value is taken over while the field still has the focus. */
const settleMilliseconds = 300;

/**
 * What text fields have in common that edit a value of the host: what is being typed is a draft
 * which no incoming state overwrites; only valid drafts are sent, after a pause or when it is left.
 */
export abstract class DraftField extends LitElement {
  static readonly fieldStyles = [
    baseStyles,
    css`
      label {
        display: block;
        cursor: default;
      }
      .problem {
        margin: 2px 0 0;
        padding: 2px 6px;
        border: 1px solid var(--vscode-inputValidation-errorBorder);
        border-radius: 3px;
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
        font-size: 12px;
        line-height: 16px;
      }
      [invalid] {
        --vscode-settings-textInputBorder: var(--vscode-inputValidation-errorBorder);
      }
      .hint {
        font-size: 11px;
      }
    `,
  ];

  /** True when it sends while it is typed in, false when only leaving it or Enter sends. */
  protected live = true;
  #draft: string | null = null;
  /** The text that the host was told last: leaving a field fires several events. */
  #sent: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The value that is in force, as text. */
  protected abstract valueText(): string;
  protected abstract problemOf(text: string): string | null;
  /** Sends the value of a valid text, unless it is in force already. */
  protected abstract send(text: string): void;

  protected get text(): string {
    return this.#draft ?? this.valueText();
  }

  protected get problem(): string | null {
    return this.problemOf(this.text);
  }

  /** Forgets the draft when the value under it changed while the field was not in use. */
  protected valueChanged(): void {
    this.#sent = null;
    if (!this.matches(':focus-within')) this.#draft = null;
  }

  protected edit(text: string): void {
    this.#draft = text;
    this.requestUpdate();
    clearTimeout(this.#timer);
    if (this.live) this.#timer = setTimeout(() => this.flush(), settleMilliseconds);
  }

  /** Takes over what was typed, now. */
  protected flush(): void {
    clearTimeout(this.#timer);
    if (this.#draft === null || this.#draft === this.#sent || this.problem !== null) return;
    this.#sent = this.#draft;
    this.send(this.#draft);
  }

  /** Gives up what was typed since the value in force; false when there was nothing. */
  protected revert(): boolean {
    clearTimeout(this.#timer);
    if (this.#draft === null || this.#draft === this.valueText()) return false;
    this.#draft = null;
    this.requestUpdate();
    return true;
  }

  override disconnectedCallback(): void {
    this.flush();
    super.disconnectedCallback();
  }

  /** Tells assistive technology about the problem: an id cannot be pointed to from inside the field. */
  protected describe(control: HTMLElement | null | undefined): void {
    if (control === null || control === undefined) return;
    const problem = this.problem;
    control.setAttribute('aria-invalid', String(problem !== null));
    if (problem === null) control.removeAttribute('aria-description');
    else control.setAttribute('aria-description', problem);
  }
}
