import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './styles';

export interface WelcomeChoice {
  readonly text: string;
  readonly label: string;
  readonly icon: string;
  readonly run: () => void;
}

/** What an empty view says: for each thing to do a sentence and a button, as VS Code's own views. */
@customElement('tokenscope-welcome')
export class Welcome extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        padding: 14px var(--tokenscope-gutter);
      }
      p {
        max-width: 46em;
        margin: 0 0 10px;
        overflow-wrap: anywhere;
      }
      vscode-button {
        max-width: 300px;
        margin-bottom: 18px;
      }
    `,
  ];

  @property({ attribute: false }) choices: readonly WelcomeChoice[] = [];

  protected override render() {
    return this.choices.map(
      ({ text, label, icon, run }) => html`
        <p>${text}</p>
        <vscode-button block icon=${icon} @click=${run}>${label}</vscode-button>
      `,
    );
  }
}
