import type { CatalogModel } from '../../../common/models/modelCatalog';
import { applyHead, labelTable } from '../../../common/protocol/model/headApplication';
import { trainHead } from '../../../common/protocol/model/headTraining';
import type {
  HeadLabelledText,
  TrainedHeadForm,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import { docIdOf } from '../../exports/docId';
import { nameOf } from '../../exports/exportFile';
import { modelProvenance, type LabExportParts } from '../labExport';
import type { LabContext, LabOutcome } from '../labTool';
import { labelColors } from './labelColors';
import type { TableInput, TextsInput, TrainedHeadInput, TrainingInput } from './trainedInput';
import { trainedNotices } from './trainedNotices';

/** What {@link runTrainedHead} needs. */
export type TrainedHeadParts = Pick<LabExportParts, 'registry' | 'worker' | 'provenance'>;

/** Trains a head, or labels texts or a table by one. */
export async function runTrainedHead(
  parts: TrainedHeadParts,
  input: TrainedHeadInput,
  form: TrainedHeadForm,
  context: LabContext,
): Promise<LabOutcome<TrainedHeadView>> {
  const model = parts.registry.forTask('fill-mask');
  switch (input.kind) {
    case 'training':
      return train(parts, model, input, form, context);
    case 'texts':
      return labelTexts(model, input, context);
    case 'table':
      return labelColumn(parts, model, input, context);
  }
}

async function train(
  { provenance }: TrainedHeadParts,
  model: CatalogModel,
  { source, docId, save }: TrainingInput,
  settings: TrainedHeadForm,
  context: LabContext,
): Promise<LabOutcome<TrainedHeadView>> {
  const columns = source.kind === 'table' ? source.columns : null;
  const trained = await context.request(trainHead, model, {
    source,
    settings,
    save,
    provenance: provenance.of({
      models: [modelProvenance(model)],
      settings: { ...settings, source: docId, columns },
      seeds: [settings.seed],
    }),
  });
  const { facts, saved, notSaved, ...rest } = trained;
  const result: TrainedHeadView = {
    kind: 'training',
    ...rest,
    docId,
    columns,
    settings,
    headFile: saved,
    headName: saved === null ? null : nameOf(saved),
  };
  return {
    result,
    notices: trainedNotices(result, notSaved, save),
    facts: [facts],
    models: [model],
  };
}

async function labelTexts(
  model: CatalogModel,
  { document, texts, head }: TextsInput,
  context: LabContext,
): Promise<LabOutcome<TrainedHeadView>> {
  const codePoints = new CodePointIndex(document.getText());
  const docId = docIdOf(document);
  const applied = await context.request(applyHead, model, {
    head,
    texts: texts.map(({ text }) => text),
  });
  const labelled = texts.map(({ text, start }, index): HeadLabelledText => {
    const end = start + text.length;
    const { [index]: probabilities = [] } = applied.probabilities;
    return {
      text,
      start,
      end,
      cpStart: codePoints.at(start),
      cpEnd: codePoints.at(end),
      probabilities,
      best: probabilities.indexOf(Math.max(...probabilities)),
      cut: (applied.dropped[index] ?? 0) > 0,
    };
  });
  const counts = applied.head.labels.map(
    (_, label) => labelled.filter(({ best }) => best === label).length,
  );
  const result: TrainedHeadView = {
    kind: 'texts',
    docId,
    headFile: head,
    headName: nameOf(head),
    head: applied.head,
    texts: labelled,
    counts,
    colors: labelColors(counts),
  };
  return {
    result,
    notices: trainedNotices(result, null, null),
    facts: [applied.facts],
    models: [model],
  };
}

async function labelColumn(
  { provenance }: TrainedHeadParts,
  model: CatalogModel,
  { file, docId, column, head }: TableInput,
  context: LabContext,
): Promise<LabOutcome<TrainedHeadView>> {
  const { facts, written, ...labelled } = await context.request(labelTable, model, {
    head,
    file,
    column,
    provenance: provenance.of({
      models: [modelProvenance(model)],
      settings: { head: nameOf(head), source: docId, column },
    }),
  });
  const result: TrainedHeadView = {
    kind: 'table',
    docId,
    column,
    headFile: head,
    headName: nameOf(head),
    writtenName: nameOf(written),
    ...labelled,
  };
  return {
    result,
    notices: trainedNotices(result, null, null),
    facts: [facts],
    models: [model],
  };
}
