import path from 'node:path';
import { l10n, window } from 'vscode';
import { offeredPrecisions, type DownloadPlan } from '../../../common/hub/downloadPlan';
import type { Precision } from '../../../common/models/precisions';
import { aboutPrecision } from '../../models/precisionWords';
import { shownSize } from '../../models/shownSize';
import { counted } from '../../wording/counted';
import type { FoundModel } from './lookUp';

/** Where a model comes from and goes to. */
export interface DownloadPlace {
  readonly host: string;
  /** Absolute path of the cache. */
  readonly cache: string;
  /** Bytes; null where the system does not say. */
  readonly free: number | null;
}

/** What is asked of the user before anything is fetched; tests answer in their place. */
export interface AddModelQuestions {
  /** Undefined: given up. */
  precision(found: FoundModel, place: DownloadPlace): Promise<Precision | undefined>;
  confirm(found: FoundModel, plan: DownloadPlan, place: DownloadPlace): Promise<boolean>;
}

export const dialogs: AddModelQuestions = { precision: pickPrecision, confirm };

/** The best trade of size and numbers for most: 8 bits, else what comes nearest. */
const recommended: readonly Precision[] = ['q8', 'int8', 'uint8', 'q4', 'fp16', 'fp32'];

async function pickPrecision(
  { model, name }: FoundModel,
  { free, cache }: DownloadPlace,
): Promise<Precision | undefined> {
  const offered = offeredPrecisions(model);
  const best = recommended.find((each) => offered.some(({ precision }) => precision === each));
  const items = offered
    .toSorted((a, b) => Number(b.precision === best) - Number(a.precision === best))
    .map(({ precision, bytes }) => ({
      label: precision,
      description:
        precision === best ? l10n.t('{0}, recommended', shownSize(bytes)) : shownSize(bytes),
      detail: aboutPrecision(precision),
      precision,
    }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Precision of {0}', name),
    placeHolder:
      free === null
        ? l10n.t('Stored in {0}', cache)
        : l10n.t('Stored in {0}, where {1} are free', cache, shownSize(free)),
    ignoreFocusOut: true,
  });
  return chosen?.precision;
}

async function confirm(
  { model, name, standsFor }: FoundModel,
  plan: DownloadPlan,
  { host, cache, free }: DownloadPlace,
): Promise<boolean> {
  const lines = [
    ...(standsFor === null ? [] : [l10n.t('{0} has its ONNX files in {1}.', standsFor, model.id)]),
    l10n.t(
      'From {0}: {1} of {2} ({3}), at {4} ({5}).',
      host,
      counted(plan.files.length, 'file'),
      model.id,
      shownSize(plan.bytes),
      model.revision,
      model.commit.slice(0, 12),
    ),
    free === null
      ? l10n.t('Into {0}, which Python’s libraries use too.', cache)
      : l10n.t('Into {0}, which Python’s libraries use too; {1} are free.', cache, shownSize(free)),
    ...(model.licence === null ? [] : [l10n.t('Licence: {0}.', model.licence)]),
  ];
  const download = l10n.t('Download');
  const what =
    plan.precision === null
      ? l10n.t('Download the tokenizer of {0}?', name)
      : l10n.t('Download {0} ({1})?', name, plan.precision);
  const answer = await window.showInformationMessage(
    what,
    { modal: true, detail: lines.join('\n\n') },
    download,
  );
  return answer === download;
}

/** The folder of a tokenizer's file. */
export function tokenizerFile(folder: string): string {
  return path.join(folder, 'tokenizer.json');
}
