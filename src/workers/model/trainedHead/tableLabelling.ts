import { basename } from 'node:path';
import type { Cell } from '../../../common/exports/table';
import type {
  LabelledExample,
  TableLabellingParams,
  TableLabellingResult,
} from '../../../common/protocol/model/headApplication';
import { exportTable } from '../../exports/exportTable';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { meanPooledTexts } from '../vectors/sentenceVectors';
import { appliedHead, fittingHead } from './headApplication';
import { freeLabelledFile, labelledColumns } from './labelledFile';
import { columnPlace } from './readTable';
import { fileSha256 } from './sourceRows';
import { readRecords, type TableRecord } from './table';
import { predictor } from './trainedHead';
import { untilCancelled } from './untilCancelled';

/** Rows that are read and written at once. */
const rowsAtOnce = 256;
const shownExamples = 200;

/** Answers `trainedHead/labelTable`. */
export async function runTableLabelling(
  params: TableLabellingParams,
  context: RunContext,
): Promise<TableLabellingResult> {
  const { file, column, provenance } = params;
  const { token, report } = context;
  const began = performance.now();
  // A table that is broken anywhere is told before the long work.
  const { header, rows } = await countRecords(file, context);
  const place = columnPlace(basename(file), header, column);
  const sha256 = await fileSha256(file);
  const head = await runModel(context, params, 'fill-mask', (model) =>
    fittingHead(params.head, model, context),
  );
  const predict = predictor(head);
  const counts = head.labels.map(() => 0);
  const examples: LabelledExample[] = [];
  let blank = 0;
  let cutRows = 0;
  let done = 0;

  /** One batch, in the model's lane: other runs get their turn between batches. */
  const labelBatch = (records: readonly TableRecord[]) =>
    runModel(context, params, 'fill-mask', async (model) => {
      const texts = records.map(({ cells }) => cells[place] ?? '');
      const filled = texts.filter((text) => text.trim() !== '');
      const pooled = await meanPooledTexts(model, filled, { token, report: () => undefined });
      let next = 0;
      const labelled = records.map(({ cells }, index): Cell[] => {
        const text = texts[index] ?? '';
        if (text.trim() === '') {
          blank++;
          return [...cells, null, ...head.labels.map(() => null)];
        }
        cutRows += (pooled.dropped[next] ?? 0) > 0 ? 1 : 0;
        const probabilities = Array.from(predict(pooled.vectors[next++] ?? []));
        const best = probabilities.indexOf(Math.max(...probabilities));
        counts[best] = (counts[best] ?? 0) + 1;
        if (examples.length < shownExamples) {
          examples.push({ text, probabilities });
        }
        return [...cells, head.labels[best] ?? '', ...probabilities];
      });
      return { labelled, facts: factsOf(model, began, pooled.batchSize) };
    });

  let facts = await runModel(context, params, 'fill-mask', (model) =>
    Promise.resolve(factsOf(model, began, 1)),
  );
  async function* labelledRows(): AsyncGenerator<Cell[][]> {
    for await (const records of batches(untilCancelled(dataRecords(file), token))) {
      const batch = await labelBatch(records);
      facts = { ...batch.facts, batchSize: Math.max(facts.batchSize, batch.facts.batchSize) };
      done += records.length;
      report({ kind: 'share', share: Math.min(1, done / rows) });
      yield batch.labelled;
    }
  }

  const written = await freeLabelledFile(file);
  await exportTable({
    file: written,
    format: 'csv',
    columns: labelledColumns(header, head.labels),
    rows: labelledRows(),
    provenance: () => ({
      ...provenance,
      threads: facts.threads,
      batch_size: facts.batchSize,
      input_sha256: [sha256],
    }),
  });
  return { head: appliedHead(head), written, counts, blank, cutRows, examples, facts };
}

async function countRecords(
  file: string,
  { token }: Pick<RunContext, 'token'>,
): Promise<{ readonly header: readonly string[]; readonly rows: number }> {
  let header: readonly string[] | null = null;
  let rows = 0;
  for await (const { cells } of untilCancelled(readRecords(file), token)) {
    if (header === null) {
      header = cells.map((name) => name.trim());
    } else {
      rows++;
    }
  }
  return { header: header ?? [], rows };
}

async function* dataRecords(file: string): AsyncGenerator<TableRecord> {
  const records = readRecords(file);
  await records.next();
  yield* records;
}

async function* batches(records: AsyncIterable<TableRecord>): AsyncGenerator<TableRecord[]> {
  let batch: TableRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length === rowsAtOnce) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
