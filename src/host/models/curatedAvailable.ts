import { EventEmitter, l10n } from 'vscode';
import { curatedModels, type CuratedModel, type CuratedUse } from '../../common/hub/curatedModels';
import { exactness } from '../../common/models/precisions';
import { groupedDigits } from '../../common/text/groupedDigits';
import { Disposables } from '../lifecycle/disposables';
import type { AvailableModel, AvailableModels } from './availableModels';
import type { InstalledModels } from './installedModels';

/** The proposed models, without the precisions that are on this machine. */
export class CuratedAvailable extends Disposables implements AvailableModels {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;

  constructor(private readonly installed: InstalledModels) {
    super();
    this.add(installed.onDidChange(() => this.#didChange.fire()));
  }

  get all(): readonly AvailableModel[] {
    return curatedModels
      .map((model) => this.#available(model))
      .filter(({ precisions }) => precisions.length > 0);
  }

  #available(model: CuratedModel): AvailableModel {
    const here = new Set(
      this.installed.all
        .filter(({ hub }) => hub?.repo === model.repo)
        .map(({ precision }) => precision),
    );
    return {
      id: model.repo,
      about: aboutCurated(model),
      precisions: Object.entries(model.sizes)
        .filter(([precision]) => !here.has(precision))
        .sort(([a], [b]) => exactness(a) - exactness(b))
        .map(([precision, bytes]) => ({ model: model.repo, precision, bytes })),
    };
  }
}

/** Name, size, licence, languages and use of a proposed model, in one sentence without a full stop. */
export function aboutCurated({
  id,
  millionParameters,
  licence,
  languages,
  use,
}: CuratedModel): string {
  const spoken =
    typeof languages === 'number' ? l10n.t('{0} languages', languages) : languages.join(', ');
  return l10n.t(
    '{0}: {1} ({2} million parameters, {3}, {4})',
    id,
    useWords(use),
    groupedDigits(millionParameters),
    spoken,
    licence,
  );
}

function useWords(use: CuratedUse): string {
  switch (use) {
    case 'reference':
      return l10n.t('the BERT of most papers, in lower case');
    case 'casedNames':
      return l10n.t('tells Turkey from turkey: for names and capitals');
    case 'manyLanguages':
      return l10n.t('one BERT for many languages');
    case 'chinese':
      return l10n.t('Chinese, one token for each character');
    case 'small':
      return l10n.t('distilled: nearly as good and faster, for weak machines');
    case 'smallest':
      return l10n.t('the smallest: layers share their weights');
    case 'otherTokenizer':
      return l10n.t('trained longer than BERT, with byte-level tokens as of GPT-2');
    case 'bestCoverage':
      return l10n.t('the strongest here beyond English');
    case 'gpt2Reference':
      return l10n.t('the smallest GPT-2 of OpenAI, as measured in most papers');
    case 'gpt2Better':
      return l10n.t('continues more sensibly than the smallest, and more slowly');
    case 'gpt2Large':
      return l10n.t('better again, and needs more memory than its file is large');
    case 'gpt2Largest':
      return l10n.t('the largest GPT-2, for strong machines only');
    case 'sentiment':
      return l10n.t('says whether a sentence is positive or negative');
    case 'entities':
      return l10n.t('finds persons, places and organisations');
    case 'questions':
      return l10n.t('answers questions from a text');
  }
}
