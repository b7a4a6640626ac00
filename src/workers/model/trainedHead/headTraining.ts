import {
  type HeadTrainingParams,
  type HeadTrainingResult,
} from '../../../common/protocol/model/headTraining';
import { factsOf, runModel, type RunContext } from '../models/runModel';
import { headEncoder, type EncoderVectors } from './encoderVectors';
import { checkHeadSettings } from './headSettings';
import { saveHead } from './headOnDisk';
import { keptPredictions } from './keptPredictions';
import type { LabelledRow } from './labelledRows';
import { sourceRows, sourceSha256 } from './sourceRows';
import { trainHead } from './trainHead';

/** Answers `trainedHead/train`. @param encoderVectors keeps vectors between trainings. */
export async function runHeadTraining(
  params: HeadTrainingParams,
  context: RunContext,
  encoderVectors: EncoderVectors,
): Promise<HeadTrainingResult> {
  const { source, settings, save, provenance } = params;
  const { token, report } = context;
  const began = performance.now();
  checkHeadSettings(settings);
  const { rows, skipped } = await sourceRows(source, token);
  const sha256 = await sourceSha256(source);
  const read = await runModel(context, params, 'fill-mask', async (model) => {
    const texts = rows.map(({ text }) => text);
    const { vectors, batchSize } = await encoderVectors.of(model, texts, context);
    const encoder = headEncoder(model, vectors[0]?.vector.length ?? 0);
    return { vectors, encoder, facts: factsOf(model, began, batchSize) };
  });
  // The model is free for other runs meanwhile: training has a thread of its own.
  const { head, heldOut } = await trainHead(
    {
      vectors: read.vectors.map(({ vector }) => vector),
      labels: rows.map(({ label }) => label),
      groups: groupsOf(rows),
    },
    settings,
    token,
    (share) => report({ kind: 'share', share, phase: 'training' }),
  );
  const { threads, batchSize } = read.facts;
  const whole = {
    ...head,
    encoder: read.encoder,
    provenance: { ...provenance, threads, batch_size: batchSize, input_sha256: [sha256] },
  };
  const notSaved = save === null ? null : await saveHead(save, whole);
  return {
    evaluation: head.evaluation,
    lines: rows.map(({ line }) => line),
    groups: new Set(groupsOf(rows)).size || null,
    skipped,
    heldOut: keptPredictions(heldOut, head.labels.length),
    cutRows: read.vectors.filter(({ dropped }) => dropped > 0).length,
    width: read.encoder.width,
    sourceSha256: sha256,
    saved: notSaved === null ? save : null,
    notSaved,
    facts: { ...read.facts, milliseconds: performance.now() - began },
  };
}

/** Null without groups, which all rows have or none. */
function groupsOf(rows: readonly LabelledRow[]): string[] | null {
  return rows[0]?.group == null ? null : rows.map(({ group }) => group ?? '');
}
