import { commands, window } from 'vscode';
import { Command, ContextKey, View } from '../../common/contributions';
import type { LabToolId } from '../../common/protocol/views/laboratory/laboratory';
import {
  continuationMark,
  type ContextShiftForm,
} from '../../common/protocol/views/laboratory/contextShift';
import type { PrecisionsForm } from '../../common/protocol/views/laboratory/precisions';
import { applyTrainedHead } from '../../common/protocol/views/laboratory/trainedHead';
import { requireActiveEditor } from '../documents/activeEditor';
import type { InstalledModels } from '../models/installedModels';
import { registerReported } from '../errors/commands';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Disposables } from '../lifecycle/disposables';
import { clozeTool } from './cloze/clozeTool';
import { AttentionChannel } from './attention/attentionChannel';
import { attentionTool } from './attention/attentionTool';
import { openBiasExample } from './contextShift/biasExamples';
import { contextShiftTool } from './contextShift/contextShiftTool';
import { LabEditorLink } from './labEditorLink';
import type { LabExportParts } from './labExport';
import { LaboratoryView } from './laboratoryView';
import { LabResults } from './labResults';
import { LabSession } from './labSession';
import type { LabSource, LabTool } from './labTool';
import { headList, taskOf } from './labels/heads';
import { LabelsCommands } from './labels/labelsCommands';
import { labelsTool } from './labels/labelsTool';
import { logitLensTool } from './logitLens/logitLensTool';
import { comparisonForm } from './precisions/comparisonForm';
import { precisionsTool } from './precisions/precisionsTool';
import { nextSentenceTool } from './nextSentence/nextSentenceTool';
import { contextsTool } from './contexts/contextsTool';
import { randomMasksTool } from './randomMasks/randomMasksTool';
import { serveReadings } from './readings/readingsChannel';
import { readingsTool } from './readings/readingsTool';
import { targetsTool } from './targets/targetsTool';
import { askLabelling } from './trainedHead/askLabelling';
import { lastHead } from './trainedHead/lastHead';
import { trainedTool } from './trainedHead/trainedTool';
import { vectorsTool } from './vectors/vectorsTool';
import { sentencesTool } from './sentences/sentencesTool';
import { surprisalTool } from './surprisal/surprisalTool';
import { serveWords } from './surprisal/wordsChannel';

/** The laboratory: its tools, their commands, and the view that shows them. */
export class LaboratoryFeature extends Disposables {
  readonly #sessions = new Map<LabToolId, LabSession>();
  readonly #running = new ManagedContextKey<boolean>(ContextKey.laboratoryRunning);
  readonly #hasResult = new ManagedContextKey<boolean>(ContextKey.hasLabResult);
  readonly #view: LaboratoryView;
  /** What results show in the editor. */
  readonly link = this.add(new LabEditorLink(this.#sessions));
  /** The tool that was used last: what "Export" and the like are about. */
  #current: LabToolId | null = null;

  constructor(
    private readonly parts: LabExportParts,
    installed: InstalledModels,
  ) {
    super();
    const { registry } = parts;
    this.#add(targetsTool(registry), Command.targets);
    this.#add(contextsTool(registry), Command.contexts);
    this.#add(randomMasksTool(registry), Command.randomMasks);
    this.#add(nextSentenceTool(registry), Command.nextSentence);
    this.#add(labelsTool(registry, installed));
    this.add(
      new LabelsCommands(this.session('labels'), installed, parts, (form) =>
        this.#run('labels', form),
      ),
    );
    this.#add(vectorsTool(registry), Command.wordVectors);
    this.#add(clozeTool(registry), Command.clozeTopic);
    this.#add(sentencesTool(registry), Command.sentenceScores);
    this.#add(attentionTool(parts), Command.attention);
    const attention = new AttentionChannel(this.session('attention'), parts);
    this.#add(trainedTool(parts), Command.trainHead);
    this.#add(surprisalTool(registry), Command.surprisal);
    this.#add(readingsTool(parts), Command.compareReadings);
    this.#add(logitLensTool(registry), Command.logitLens);
    this.#add(contextShiftTool(registry), Command.contextShift);
    this.#add(precisionsTool(registry));
    this.#current = latestTool(this.#sessions);
    const results = this.add(
      new LabResults(
        (tool) => this.session(tool),
        () => this.#current,
        parts,
      ),
    );
    this.#view = new LaboratoryView(parts.extensionUri, this.#sessions, this.#current, {
      run: (tool) => void this.#run(tool),
      copy: (tool, what) => void results.copy(tool, what),
      export: (tool) => void results.export(tool),
      hover: (tool, part) => this.link.hover(tool, part),
      reveal: (tool, part) => void this.#reveal(tool, part),
      heads: () => headList(installed),
      addHead: () => void commands.executeCommand(Command.chooseModelFolder),
      addHubHead: (task) => void commands.executeCommand(Command.addModel, { task: taskOf(task) }),
      removeHead: (id) => void installed.remove(id),
      front: (tool) => this.link.front(tool),
      connect: (connection) => {
        attention.connect(connection);
        serveWords(this.session('surprisal'), connection);
        serveReadings(this.session('readings'), registry, connection);
        connection.onNotification(applyTrainedHead, () =>
          this.#applyHead(lastHead(this.session('trainedHead').state)),
        );
      },
    });
    this.add(window.registerWebviewViewProvider(View.laboratory, this.#view));
    this.add(installed.onDidChange(() => this.#view.showHeads(headList(installed))));
    const { errors } = parts;
    this.add(registerReported(Command.demonstrateBias, errors, () => this.#demonstrateBias()));
    this.add(registerReported(Command.applyHead, errors, (argument) => this.#applyHead(argument)));
    this.add(
      registerReported(Command.comparePrecisions, errors, (given) => {
        const form = this.session('precisions').state.form as PrecisionsForm;
        return this.#run('precisions', comparisonForm(given, form));
      }),
    );
  }

  /** The session of a tool. */
  session(tool: LabToolId): LabSession {
    const session = this.#sessions.get(tool);
    if (!session) {
      throw new Error(`no tool ${tool}`);
    }
    return session;
  }

  #add<Input extends LabSource, Form, Result>(
    tool: LabTool<Input, Form, Result>,
    command?: string,
  ): void {
    // The view and the commands treat forms and results as plain data.
    const session = this.add(new LabSession(tool, this.parts)) as unknown as LabSession;
    this.#sessions.set(tool.id, session);
    this.link.follow(session);
    session.onDidChange(() => {
      const states = [...this.#sessions.values()].map(({ state }) => state);
      this.#running.value = states.some(({ status }) => status === 'running');
      this.#hasResult.value = states.some(({ result }) => result !== null);
    });
    if (command !== undefined) {
      this.add(
        registerReported(command, this.parts.errors, (argument) =>
          this.#run(tool.id, undefined, argument),
        ),
      );
    }
  }

  /** @param argument that the tool's command was called with. */
  #run(tool: LabToolId, form?: unknown, argument?: unknown): Promise<void> {
    return this.#start(tool, (session) => session.tool.ask?.(argument) ?? null, form);
  }

  async #demonstrateBias(): Promise<void> {
    const continuations = await openBiasExample();
    if (continuations) {
      const continuation = continuations.join(` ${continuationMark} `);
      await this.#run('contextShift', { second: '', continuation } satisfies ContextShiftForm);
    }
  }

  #applyHead(head: unknown): Promise<void> {
    return this.#start('trainedHead', ({ state }) =>
      askLabelling(this.parts.worker, lastHead(state), head),
    );
  }

  /** @param ask what to run on, with null for nothing; null itself for the active editor. */
  async #start(
    tool: LabToolId,
    ask: (session: LabSession) => Promise<LabSource | null> | null,
    form?: unknown,
  ): Promise<void> {
    this.#current = tool;
    const session = this.session(tool);
    try {
      const asked = ask(session);
      const input = await asked;
      if (asked !== null && input === null) {
        return;
      }
      const running = input ? session.runOn(input) : session.run(requireActiveEditor(), form);
      await Promise.all([running, this.#view.show(tool)]);
    } catch (error) {
      session.fail(error);
      await this.#view.show(tool);
    }
  }

  async #reveal(tool: LabToolId, part: number): Promise<void> {
    try {
      await this.link.reveal(tool, part);
    } catch (error) {
      this.session(tool).fail(error);
    }
  }
}

/** The tool whose shown run is the latest, also of an earlier window; null when none has run. */
export function latestTool(sessions: ReadonlyMap<LabToolId, LabSession>): LabToolId | null {
  let latest: { tool: LabToolId; at: string } | null = null;
  for (const [tool, { shown }] of sessions) {
    if (shown && (!latest || shown.at > latest.at)) {
      latest = { tool, at: shown.at };
    }
  }
  return latest?.tool ?? null;
}
