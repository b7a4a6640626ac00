import { l10n } from 'vscode';
import type { ErrorArguments } from '../../common/errors';
import { presetVariables } from '../../common/presets/preset';
import type { Worded } from './worded';

/** Why a prompt preset cannot be used, in one sentence that names it and says what to change. */
export function presetRefusal(refused: ErrorArguments['PresetRefused']): Worded {
  const action = refused.origin === 'file' ? 'editPresets' : 'openSettings';
  return { sentence: sentence(refused), action };
}

function sentence({ place, preset, problem }: ErrorArguments['PresetRefused']): string {
  const name = preset ?? '';
  switch (problem.kind) {
    case 'notAList':
      return l10n.t('{0} is not a list of presets: write [ … ] around them.', place);
    case 'notAbsolute':
      return l10n.t('The presets file “{0}” is not an absolute path: name it in full.', place);
    case 'unreadable':
      return l10n.t('The presets file {0} cannot be read ({1}).', place, problem.reason);
    case 'notJson':
      return l10n.t('The presets file {0} is not JSON: {1}.', place, problem.reason);
    case 'notAnObject':
      return l10n.t('Preset {0} of {1} is not an object: write { … }.', name, place);
    case 'noName':
      return l10n.t('Preset {0} of {1} has no name: add "name".', name, place);
    case 'noTemplate':
      return l10n.t(
        'The preset “{0}” has no template: add "template", a text or a list of lines.',
        name,
      );
    case 'broken':
      return l10n.t('The template of the preset “{0}” is broken: {1}.', name, problem.reason);
    case 'unsupported':
      return l10n.t(
        'The template of the preset “{0}” uses “{1}”: templates have variables, conditions and simple filters only.',
        name,
        problem.part,
      );
    case 'unknownVariable':
      return l10n.t(
        'The template of the preset “{0}” uses the unknown variable “{1}”: there are {2}.',
        name,
        problem.variable,
        presetVariables.join(', '),
      );
    case 'unknownProperty':
      return l10n.t('The preset “{0}” has an unknown property “{1}”.', name, problem.property);
    case 'badValue':
      return l10n.t(
        'In the preset “{0}”, {1} is {2}, but must be {3}.',
        name,
        problem.name,
        problem.value,
        problem.expected,
      );
  }
}
