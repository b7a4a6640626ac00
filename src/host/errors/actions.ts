import { commands, l10n } from 'vscode';
import { Command, extensionId, Setting } from '../../common/contributions';
import type { ViewActionId } from '../../common/protocol/views/view';

/** Runs what a button of an error or an empty view stands for. */
export async function runAction(action: ViewActionId): Promise<void> {
  switch (action) {
    case 'restartProcesses':
      return commands.executeCommand(Command.restartProcesses);
    case 'showLog':
      return commands.executeCommand(Command.showLog);
    case 'openSettings':
      return commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    case 'fillMask':
      return commands.executeCommand(Command.fillMask);
    case 'maskWord':
      return commands.executeCommand(Command.maskWord);
    case 'continue':
      return commands.executeCommand(Command.continue);
    case 'reinstall':
      return commands.executeCommand('workbench.extensions.search', `@id:${extensionId}`);
    case 'selectTokenizer':
      return commands.executeCommand(Command.selectTokenizer);
    case 'addTokenizer':
      return commands.executeCommand(Command.addTokenizer);
    case 'retryTokenizer':
      return commands.executeCommand(Command.retryTokenizer);
    case 'manageTrust':
      return commands.executeCommand('workbench.trust.manage');
    case 'demonstrateBias':
      return commands.executeCommand(Command.demonstrateBias);
    case 'continueWithPreset':
      return commands.executeCommand(Command.continueWithPreset);
    case 'editPresets':
      return commands.executeCommand(Command.editPresets);
    case 'chooseModelFolder':
      return commands.executeCommand(Command.chooseModelFolder);
    case 'setHubToken':
      return commands.executeCommand(Command.setHubToken);
    case 'openHubSettings':
      return commands.executeCommand('workbench.action.openSettings', 'tokenscope.hub');
    case 'importPack':
      return commands.executeCommand(Command.importPack);
    case 'sharedFolder':
      return commands.executeCommand('workbench.action.openSettings', Setting.sharedFolder);
    case 'selectFillMaskModel':
      return commands.executeCommand(Command.selectFillMaskModel);
    case 'selectCompletionModel':
      return commands.executeCommand(Command.selectCompletionModel);
    case 'useServer':
      return commands.executeCommand(Command.useServer);
    case 'useLocalModel':
      return commands.executeCommand(Command.useLocalModel);
    case 'setServerKey':
      return commands.executeCommand(Command.setServerKey);
    case 'openServerSettings':
      return commands.executeCommand(
        'workbench.action.openSettings',
        `@ext:${extensionId} tokenscope.server`,
      );
  }
}

/** Labels of the buttons. */
export function actionLabel(action: ViewActionId): string {
  switch (action) {
    case 'restartProcesses':
      return l10n.t('Restart');
    case 'showLog':
      return l10n.t('Show Log');
    case 'openSettings':
      return l10n.t('Open Settings');
    case 'fillMask':
      return l10n.t('Fill [MASK]');
    case 'maskWord':
      return l10n.t('Mask This Word');
    case 'continue':
      return l10n.t('Continue with GPT-2');
    case 'reinstall':
      return l10n.t('Show in Extensions');
    case 'selectTokenizer':
      return l10n.t('Select Tokenizer');
    case 'addTokenizer':
      return l10n.t('Add Tokenizer');
    case 'retryTokenizer':
      return l10n.t('Try Again');
    case 'manageTrust':
      return l10n.t('Manage Trust');
    case 'demonstrateBias':
      return l10n.t('Demonstrate Bias');
    case 'continueWithPreset':
      return l10n.t('Continue with Preset');
    case 'editPresets':
      return l10n.t('Edit Presets');
    case 'chooseModelFolder':
      return l10n.t('Choose Folder');
    case 'setHubToken':
      return l10n.t('Set Hub Token');
    case 'openHubSettings':
      return l10n.t('Open Settings');
    case 'importPack':
      return l10n.t('Choose Another Pack');
    case 'sharedFolder':
      return l10n.t('Open Settings');
    case 'selectFillMaskModel':
    case 'selectCompletionModel':
      return l10n.t('Select Model');
    case 'useServer':
      return l10n.t('Choose Server');
    case 'useLocalModel':
      return l10n.t('Use Local Model');
    case 'setServerKey':
      return l10n.t('Set Server Key');
    case 'openServerSettings':
      return l10n.t('Open Settings');
  }
}
