import { l10n, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { PresetOrigin, PresetValues, RefusedPreset } from '../../common/presets/preset';
import { wordError } from '../errors/sentences';
import { separator } from '../wording/separator';
import type { GatheredPresets, OfferedPreset } from './presetSources';
import { asksQuestion, preview } from './presetValues';

/** What the user asked for in the picker. */
export type PresetAnswer =
  | { readonly action: 'run' | 'edit'; readonly preset: OfferedPreset }
  | { readonly action: 'repair'; readonly refused: RefusedPreset }
  | { readonly action: 'editAll' | 'limits' };

export interface PresetItem extends QuickPickItem {
  readonly answer?: PresetAnswer;
}

/** Buttons are told apart by identity. */
const editButton: QuickInputButton = {
  iconPath: new ThemeIcon('edit'),
  tooltip: l10n.t('Edit Preset'),
};
const editAllButton: QuickInputButton = {
  iconPath: new ThemeIcon('gear'),
  tooltip: l10n.t('Edit Presets'),
};
const limitsButton: QuickInputButton = {
  iconPath: new ThemeIcon('info'),
  tooltip: l10n.t('What GPT-2 Cannot Do'),
};

/** Shows the presets to choose from, each with the prompt that it would give; undefined for none. */
export function pickPreset(
  gathered: GatheredPresets,
  values: PresetValues,
): Promise<PresetAnswer | undefined> {
  const picker = window.createQuickPick<PresetItem>();
  picker.title = l10n.t('Continue with Preset');
  picker.placeholder = l10n.t('What should GPT-2 write?');
  picker.matchOnDescription = true;
  picker.buttons = [limitsButton, editAllButton];
  picker.items = presetItems(gathered, values);
  return new Promise((resolve) => {
    const answer = (given: PresetAnswer | undefined): void => {
      resolve(given);
      picker.dispose();
    };
    picker.onDidAccept(() => answer(picker.selectedItems[0]?.answer));
    picker.onDidTriggerButton((button) =>
      answer({ action: button === limitsButton ? 'limits' : 'editAll' }),
    );
    picker.onDidTriggerItemButton(({ item }) =>
      answer(item.answer?.action === 'run' ? { ...item.answer, action: 'edit' } : item.answer),
    );
    picker.onDidHide(() => answer(undefined));
    picker.show();
  });
}

/** The rows of the picker: presets by where they come from, then what cannot be used, and why. */
export function presetItems(
  { presets, refused }: GatheredPresets,
  values: PresetValues,
): PresetItem[] {
  const from = (origins: readonly PresetOrigin[], title: string): PresetItem[] => {
    const own = presets.filter(({ origin }) => origins.includes(origin));
    return own.length === 0 ? [] : [separator(title), ...own.map((each) => row(each, values))];
  };
  return [
    ...from(['settings', 'file'], l10n.t('Your presets')),
    ...from(['workspace'], l10n.t('Presets of this workspace')),
    ...from(['builtIn'], l10n.t('Built in')),
    ...(refused.length === 0 ? [] : [separator(l10n.t('Cannot be used'))]),
    ...refused.map(refusedRow),
    separator(''),
    {
      label: l10n.t('Edit Presets…'),
      iconPath: new ThemeIcon('edit'),
      alwaysShow: true,
      answer: { action: 'editAll' },
    },
    {
      label: l10n.t('What GPT-2 Cannot Do'),
      iconPath: new ThemeIcon('info'),
      alwaysShow: true,
      answer: { action: 'limits' },
    },
  ];
}

function row(preset: OfferedPreset, values: PresetValues): PresetItem {
  const { name, description, chat } = preset;
  return {
    label: name,
    description,
    detail: chat
      ? l10n.t('Opens a conversation, or answers in the one that is open')
      : filled(preset, values),
    buttons: [editButton],
    answer: { action: 'run', preset },
  };
}

/** The prompt, with what is asked for later in angle brackets. */
function filled(preset: OfferedPreset, values: PresetValues): string {
  const question = asksQuestion(preset, values) ? `‹${preset.question || l10n.t('question')}›` : '';
  return preview(preset.read.render({ ...values, question }));
}

function refusedRow(refused: RefusedPreset): PresetItem {
  return {
    label: refused.preset ?? refused.place,
    iconPath: new ThemeIcon('warning'),
    detail: wordError(new TokenscopeError('PresetRefused', refused)).sentence,
    answer: { action: 'repair', refused },
  };
}
