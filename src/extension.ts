import { commands, ExtensionMode, lm, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { Command, Setting, Tool } from './common/contributions';
import type { TokenscopeApi } from './host/api/api';
import { modelApi } from './host/api/modelApi';
import { tokenizerApi } from './host/api/tokenizerApi';
import { CompletionFeature } from './host/completion/completionFeature';
import type { CompletionSession } from './host/completion/completionSession';
import { ServerFeature } from './host/completion/server/serverFeature';
import { DocumentMirror } from './host/documents/documentMirror';
import type { EncodeFeature } from './host/encode/encodeFeature';
import { ErrorReporter } from './host/errors/report';
import { ProvenanceMaker } from './host/exports/provenanceMaker';
import { FillMaskFeature } from './host/fillMask/fillMaskFeature';
import type { FillMaskSession } from './host/fillMask/fillMaskSession';
import { MaskContext } from './host/fillMask/maskContext';
import { GhostTextFeature } from './host/ghostText/ghostTextFeature';
import { StoredText } from './host/history/storedText';
import { LaboratoryFeature } from './host/laboratory/laboratoryFeature';
import { CountTokensTool } from './host/languageModel/countTokensTool';
import { Disposables } from './host/lifecycle/disposables';
import { Runs } from './host/lifecycle/runs';
import { CuratedAvailable } from './host/models/curatedAvailable';
import { Downloads } from './host/models/downloads';
import { InstalledModels } from './host/models/installedModels';
import { LoadSettings } from './host/models/loadSettings';
import { MissingModels } from './host/models/missingModels';
import { ModelChoice } from './host/models/modelChoice';
import { ModelChoiceCommands } from './host/models/modelChoiceCommands';
import { ModelCommands } from './host/models/modelCommands';
import { ModelRegistry } from './host/models/modelRegistry';
import { ModelsTree } from './host/models/modelsTree';
import { ModelsView } from './host/models/modelsView';
import { Network } from './host/network/network';
import { AddModelFeature } from './host/node/addModel/addModelFeature';
import { CachedList } from './host/node/addModel/cachedList';
import { Hub } from './host/node/hub/hub';
import { Bundles } from './host/node/processes/bundles';
import type { WorkerProcess } from './host/node/processes/workerProcess';
import { PackFeature } from './host/packs/packFeature';
import { SharedFolder } from './host/packs/sharedFolder';
import { PresetsFeature } from './host/presets/presetsFeature';
import { BadSettings } from './host/settings/badSettings';
import { Settings } from './host/settings/settings';
import { AddedTokenizers } from './host/tokenizers/addedTokenizers';
import { TokenizerCommands } from './host/tokenizers/tokenizerCommands';
import { TokenizerGuard } from './host/tokenizers/tokenizerGuard';
import { TokenizerProbe } from './host/tokenizers/tokenizerProbe';
import type { TokensController } from './host/tokens/tokensController';
import { TokensFeature } from './host/tokens/tokensFeature';
import type { TokensView } from './host/tokens/view/tokensView';
import { registerSample } from './host/walkthrough/sample';

/** What tests inside the extension host can look at, beside the public API. */
export interface Internals {
  readonly tokens: TokensController;
  readonly tokensView: TokensView;
  readonly encode: EncodeFeature;
  readonly fillMask: FillMaskSession;
  readonly completion: CompletionSession;
  readonly completionFeature: CompletionFeature;
  readonly server: ServerFeature;
  readonly presets: PresetsFeature;
  readonly ghostText: GhostTextFeature;
  readonly laboratory: LaboratoryFeature;
  readonly installed: InstalledModels;
  readonly missing: MissingModels;
  readonly registry: ModelRegistry;
  readonly errors: ErrorReporter;
  readonly added: AddedTokenizers;
  readonly modelsTree: ModelsTree;
  readonly packs: PackFeature;
  readonly shared: SharedFolder;
  readonly hub: Hub;
  readonly downloads: Downloads;
  readonly addModel: AddModelFeature;
  readonly tokenizerProcess: WorkerProcess;
  readonly modelProcess: WorkerProcess;
}

/** Wires the features; registers listeners only and starts no process. */
export function activate(context: ExtensionContext): TokenscopeApi {
  const all = new Disposables();
  context.subscriptions.push(all);
  const { extensionUri } = context;

  const log = all.add(window.createOutputChannel('Tokenscope', { log: true }));
  const errors = all.add(new ErrorReporter(log));
  const badSettings = all.add(new BadSettings(errors));
  const settings = new Settings((error) => badSettings.report(error));
  const runs = all.add(new Runs());

  const bundles = new Bundles(extensionUri, settings, log);
  const tokenizerIdle = bundles.idle(Setting.tokenizerIdleMinutes);
  const tokenizerProcess = all.add(bundles.worker('tokenizer', tokenizerIdle));
  const modelProcess = all.add(bundles.worker('model', bundles.idle(Setting.modelIdleMinutes)));

  const tokenizerFiles = Uri.joinPath(context.globalStorageUri, 'tokenizers');
  const added = all.add(new AddedTokenizers(context.globalState, tokenizerFiles));
  const tokenizerClient = new TokenizerGuard(
    tokenizerProcess,
    (id, reason) => void added.quarantine(id, reason),
  );
  const probe = new TokenizerProbe(() =>
    bundles.worker('tokenizer', tokenizerIdle, 'tokenizer probe'),
  );

  const network = new Network(settings, log);
  const hub = all.add(new Hub({ context, settings, network, errors, bundles }));

  const mirror = all.add(new DocumentMirror(tokenizerClient));
  const installed = all.add(new InstalledModels(context.globalState));
  const choice = all.add(new ModelChoice(settings));
  const loadSettings = new LoadSettings(settings);
  const registry = all.add(
    new ModelRegistry(extensionUri, modelProcess, installed, choice, loadSettings),
  );
  const stored = all.add(new StoredText(context.workspaceState, settings));
  const provenance = new ProvenanceMaker(context.extension);
  const tokens = all.add(
    new TokensFeature({
      extensionUri,
      settings,
      added,
      worker: tokenizerClient,
      mirror,
      runs,
      errors,
      stored,
      provenance,
    }),
  );
  all.add(new TokenizerCommands(tokens.tokenizers, added, probe, errors));
  const parts = { extensionUri, settings, registry, worker: modelProcess, runs, errors, stored };
  const fillMask = all.add(new FillMaskFeature({ ...parts, provenance }));
  all.add(new MaskContext(registry, choice));
  const server = all.add(new ServerFeature(context, settings, network, errors));
  const completion = all.add(new CompletionFeature({ ...parts, provenance }, server.backend));
  const presets = all.add(
    new PresetsFeature(
      { extensionUri, storage: context.globalStorageUri, settings, errors },
      (...prompt) => completion.runPrompt(...prompt),
    ),
  );
  const ghostText = all.add(new GhostTextFeature(parts));
  const laboratory = all.add(new LaboratoryFeature({ ...parts, provenance }, installed));
  const missing = all.add(new MissingModels(installed));
  const version = (context.extension.packageJSON as { version: string }).version;
  const packStorage = Uri.joinPath(context.globalStorageUri, 'models');
  const packProcess = all.add(bundles.worker('packs', () => 10_000));
  const packs = all.add(
    new PackFeature(
      {
        ...{ version, registry, installed, added, probe, runs },
        storage: packStorage,
        worker: packProcess,
      },
      errors,
    ),
  );
  const downloads = all.add(new Downloads(context.globalState));
  const cached = all.add(new CachedList(hub, installed));
  const shared = all.add(
    new SharedFolder({
      ...{ settings, installed, errors, log },
      worker: packProcess,
      probe: { worker: modelProcess, loadSettings },
      memento: context.globalState,
    }),
  );
  const modelsTree = all.add(
    new ModelsTree({
      ...{ registry, choice, missing, added, downloads, cached },
      tokenizers: tokens.tokenizers,
      available: all.add(new CuratedAvailable(installed)),
    }),
  );
  all.add(new ModelsView(registry, [missing, cached], modelsTree, packs.drop()));
  all.add(new ModelChoiceCommands(registry, choice, installed, errors));
  const folderProbe = { worker: modelProcess, loadSettings };
  all.add(new ModelCommands(registry, installed, folderProbe, errors));
  const addModel = all.add(
    new AddModelFeature({
      ...{ hub, downloads, cached, packs, installed, added, registry, network, errors },
      probe: folderProbe,
      tokenizerProbe: probe,
    }),
  );
  all.add(registerSample(extensionUri, errors));

  all.add(commands.registerCommand(Command.cancel, () => runs.cancelAll()));
  all.add(commands.registerCommand(Command.showLog, () => log.show()));
  all.add(commands.registerCommand(Command.deleteStoredText, () => stored.deleteAll()));
  const restart = (): void => {
    tokenizerProcess.restart();
    modelProcess.restart();
  };
  all.add(commands.registerCommand(Command.restartProcesses, restart));
  all.add(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Setting.runtime)) {
        restart();
      }
    }),
  );

  const api: TokenscopeApi = {
    version,
    ...tokenizerApi(tokens.tokenizers, tokenizerClient, mirror),
    ...modelApi(registry, modelProcess, settings),
  };
  const countTokens = new CountTokensTool(api, tokens.tokenizers);
  all.add(lm.registerTool(Tool.countTokens, countTokens));
  if (context.extensionMode !== ExtensionMode.Test) {
    return api;
  }
  // VS Code has no way to read decorations, views or child processes: tests are given ours.
  const internals: Internals = {
    tokens: tokens.controller,
    tokensView: tokens.view,
    encode: tokens.encode,
    fillMask: fillMask.session,
    completion: completion.session,
    completionFeature: completion,
    server,
    presets,
    ghostText,
    laboratory,
    installed,
    missing,
    registry,
    errors,
    added,
    modelsTree,
    packs,
    shared,
    hub,
    downloads,
    addModel,
    tokenizerProcess,
    modelProcess,
  };
  return Object.assign(api, { internals });
}
