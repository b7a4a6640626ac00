import { type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { View } from '../../common/contributions';
import {
  changeLabForm,
  copyLab,
  exportLab,
  hoverLab,
  labProgress,
  labState,
  pinLabRun,
  revealLab,
  runLab,
  showLabColors,
  showLabRun,
  showLabTool,
  type LabCopy,
  type LabState,
  type LabToolId,
} from '../../common/protocol/views/laboratory/laboratory';
import {
  addHead,
  addHubHead,
  headChoices,
  listHeadChoices,
  removeHead,
  type HeadChoice,
  type LabelTask,
} from '../../common/protocol/views/laboratory/labels';
import { StateView } from '../views/stateView';
import type { LabSession } from './labSession';

/** What the view asks of the feature. */
export interface LabActions {
  run(tool: LabToolId): void;
  copy(tool: LabToolId, what: LabCopy): void;
  export(tool: LabToolId): void;
  hover(tool: LabToolId, part: number | null): void;
  reveal(tool: LabToolId, part: number): void;
  /** Models that the labels tool can run. */
  heads(): readonly HeadChoice[];
  addHead(): void;
  addHubHead(task: LabelTask): void;
  removeHead(id: string): void;
  /** A tool's tab came to the front. */
  front(tool: LabToolId): void;
  /** Serves what single tools' tabs ask for beside their states. */
  connect(connection: MessageConnection): void;
}

/** The laboratory: a tab for each tool. */
export class LaboratoryView extends StateView<{ tool: LabToolId; state: LabState }> {
  #current: LabToolId;

  /** @param current tool that stands in front at first; null for the first one. */
  constructor(
    extensionUri: Uri,
    private readonly sessions: ReadonlyMap<LabToolId, LabSession>,
    current: LabToolId | null,
    private readonly actions: LabActions,
  ) {
    super(extensionUri, View.laboratory, 'laboratory', 'tokenscope-laboratory', labState);
    this.#current = current ?? [...sessions.keys()][0] ?? 'targets';
    for (const [tool, session] of sessions) {
      session.onDidChange(() => this.notify(labState, { tool, state: session.state }));
      session.onDidProgress(() => {
        const { progress, share } = session.state;
        this.notify(labProgress, { tool, progress, share });
      });
    }
  }

  /** Opens the view on a tool's tab, without taking the focus. */
  async show(tool: LabToolId): Promise<void> {
    this.#front(tool);
    this.notify(showLabTool, { tool });
    await this.reveal();
  }

  /** The models that the labels tool can run now. */
  showHeads(choices: readonly HeadChoice[]): void {
    this.notify(headChoices, { choices });
  }

  protected state(): { tool: LabToolId; state: LabState } {
    const tool = this.#current;
    return { tool, state: this.#session(tool).state };
  }

  /** A page that was just loaded gets all tools' states; the one that was asked for stands in front. */
  protected override appeared(): void {
    for (const [tool, session] of this.sessions) {
      this.notify(labState, { tool, state: session.state });
    }
    this.notify(showLabTool, { tool: this.#current });
  }

  protected cancel(): void {
    for (const session of this.sessions.values()) {
      session.cancel();
    }
  }

  protected handle(connection: MessageConnection): void {
    const { actions } = this;
    actions.connect(connection);
    connection.onNotification(showLabTool, ({ tool }) => this.#front(tool));
    connection.onNotification(runLab, ({ tool }) => actions.run(tool));
    connection.onNotification(copyLab, ({ tool, what }) => actions.copy(tool, what));
    connection.onNotification(exportLab, ({ tool }) => actions.export(tool));
    connection.onNotification(hoverLab, ({ tool, part }) => actions.hover(tool, part));
    connection.onNotification(revealLab, ({ tool, part }) => actions.reveal(tool, part));
    connection.onNotification(listHeadChoices, () => this.showHeads(actions.heads()));
    connection.onNotification(addHead, () => actions.addHead());
    connection.onNotification(addHubHead, ({ task }) => actions.addHubHead(task));
    connection.onNotification(removeHead, ({ id }) => actions.removeHead(id));
    connection.onNotification(showLabColors, ({ tool, shown }) => {
      this.#session(tool).showColors(shown);
    });
    connection.onNotification(changeLabForm, ({ tool, form }) => {
      void this.#session(tool).changeForm(form);
    });
    connection.onNotification(showLabRun, ({ tool, run }) => this.#session(tool).show(run));
    connection.onNotification(pinLabRun, ({ tool, run }) => this.#session(tool).pin(run));
  }

  #front(tool: LabToolId): void {
    this.#current = tool;
    this.actions.front(tool);
  }

  #session(tool: LabToolId): LabSession {
    const session = this.sessions.get(tool);
    if (!session) {
      throw new Error(`no tool ${tool}`);
    }
    return session;
  }
}
