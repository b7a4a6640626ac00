import { commands, window, workspace, type TextEditor } from 'vscode';
import { Command, ContextKey, Setting, View } from '../../common/contributions';
import { fillMaskLimits } from '../../common/decoding/fillMaskLimits';
import { checkNumber } from '../../common/numbers';
import { requireActiveEditor } from '../documents/activeEditor';
import { registerReported } from '../errors/commands';
import { ManagedContextKey } from '../lifecycle/contextKey';
import { Disposables } from '../lifecycle/disposables';
import type { LabExportParts } from '../laboratory/labExport';
import { updateSetting } from '../settings/settings';
import { FillMaskResults } from './fillMaskResults';
import { FillMaskSession } from './fillMaskSession';
import { FillMaskView } from './fillMaskView';
import { inputWithHiddenWord, inputWithMasks, type MaskInput } from './maskInput';

/** "Fill [MASK]" and "Mask This Word": commands, session and side panel. */
export class FillMaskFeature extends Disposables {
  readonly session: FillMaskSession;
  readonly #view: FillMaskView;
  readonly #running = new ManagedContextKey<boolean>(ContextKey.fillMaskRunning);
  readonly #hasResult = new ManagedContextKey<boolean>(ContextKey.hasFillMask);

  constructor(private readonly parts: LabExportParts) {
    super();
    const { extensionUri, registry, worker, runs, stored } = parts;
    this.session = this.add(
      new FillMaskSession(registry, worker, runs, this.#topK(), (state) => {
        this.#running.value = state.status === 'running';
        this.#hasResult.value = state.run !== null;
        this.#view.push();
        stored.save('fillMask', () => this.session.kept);
      }),
    );
    this.add(new FillMaskResults(this.session, parts));
    this.#view = new FillMaskView(extensionUri, this.session, {
      topK: (topK) => void this.#setTopK(topK),
      together: (beamWidth) => void this.#together(beamWidth),
      filter: (filter) => {
        this.session.setFilter(filter);
        this.#rerun();
      },
    });
    this.session.restore(stored.load('fillMask'));
    this.add(stored.onDidDelete(() => this.session.clear()));
    this.add(window.registerWebviewViewProvider(View.fillMask, this.#view));
    this.#register(Command.fillMask, inputWithMasks);
    this.#register(Command.maskWord, inputWithHiddenWord);
    this.add(registerReported(Command.fillTogether, parts.errors, () => this.#fillTogether()));
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (
          event.affectsConfiguration(Setting.fillMaskTopK) ||
          event.affectsConfiguration(Setting.fillMaskModel)
        ) {
          this.#rerun();
        }
      }),
    );
  }

  #register(command: string, read: (editor: TextEditor, maskToken: string) => MaskInput): void {
    this.add(commands.registerCommand(command, () => this.#run(read)));
  }

  async #run(read: (editor: TextEditor, maskToken: string) => MaskInput): Promise<void> {
    try {
      const model = this.parts.registry.forTask('fill-mask');
      const input = read(requireActiveEditor(), model.maskToken ?? '');
      // The run begins first: from then on edits are followed.
      await Promise.all([this.session.run(input, this.#topK()), this.#view.reveal()]);
    } catch (error) {
      this.parts.errors.show(error);
    }
  }

  /** What the active editor holds, filled together; errors of the run are shown in the view. */
  async #fillTogether(): Promise<void> {
    await this.#run(inputWithMasks);
    await this.#together(this.session.state.beamWidth);
  }

  /** Errors are shown in the view. */
  async #together(beamWidth: number): Promise<void> {
    if (this.session.state.restored) {
      await this.#runAnew();
    }
    if (this.session.state.status === 'done' && !this.session.state.restored) {
      await this.session.fillTogether(beamWidth).catch(() => undefined);
    }
  }

  /** Reads the active editor as the shown run did: a hidden word, or masks. */
  async #runAnew(): Promise<void> {
    const hidden = this.session.state.masks.some(({ original }) => original !== null);
    await this.#run(hidden ? inputWithHiddenWord : inputWithMasks);
  }

  #topK(): number {
    return this.parts.settings.number(Setting.fillMaskTopK, fillMaskLimits.topK);
  }

  async #setTopK(topK: number): Promise<void> {
    try {
      checkNumber(Setting.fillMaskTopK, topK, fillMaskLimits.topK);
      const changed = topK !== this.#topK();
      if (changed) {
        await updateSetting(Setting.fillMaskTopK, topK);
      }
      if (this.session.state.restored) {
        await this.#runAnew();
      } else if (!changed) {
        // A changed setting runs it again by itself.
        this.#rerun();
      }
    } catch (error) {
      this.session.fail(error);
    }
  }

  #rerun(): void {
    this.session.rerun(this.#topK()).catch((error: unknown) => this.parts.errors.record(error));
  }
}
