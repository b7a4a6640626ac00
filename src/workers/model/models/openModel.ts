import path from 'node:path';
import type { LoadedModel, LoadStage, ModelRef } from '../../../common/protocol/model/models';
import { openTokenizer, type OpenTokenizer } from '../../tokenization/tokenizerFile';
import { PromptCache } from '../completion/promptCache';
import { onChosenFiles } from '../modelFolder/chosenFiles';
import { collectGarbage } from '../runtime/collectGarbage';
import { Lane } from '../runtime/lane';
import { ModelGraphs } from './graphs';
import { readMaskToken, type MaskToken } from './maskToken';
import { openPretrained, type Pretrained } from './pretrained';
import { TokenTexts } from './tokenTexts';
import { verifyFiles } from './verifyFiles';

/** A model that is ready to run. */
export interface OpenModel extends Pretrained {
  readonly ref: ModelRef;
  readonly tokenizer: OpenTokenizer;
  /** Texts of single tokens, remembered. */
  readonly texts: TokenTexts;
  readonly maskToken: MaskToken | null;
  readonly graphs: ModelGraphs;
  /** The key-value cache of the last run of a causal model. */
  readonly prompts: PromptCache;
  /** Everything that runs the session goes through here. */
  readonly lane: Lane;
  readonly info: LoadedModel;
}

/** Told of the stages of a load; awaited, so that a message leaves before the thread is blocked. */
export type StageListener = (stage: LoadStage) => Promise<void>;

/**
 * Verifies and loads a model.
 * @throws TokenscopeError as {@link verifyFiles}, `openTokenizer` and {@link openPretrained} do; of a
 * folder that the user chose `ChosenFileMissing` and `ChosenFileCorrupt`.
 */
export function openModel(ref: ModelRef, onStage: StageListener): Promise<OpenModel> {
  return ref.chosen ? onChosenFiles(() => open(ref, onStage)) : open(ref, onStage);
}

async function open(ref: ModelRef, onStage: StageListener): Promise<OpenModel> {
  await onStage('verifying');
  await verifyFiles(ref);
  await onStage('loading');
  const began = performance.now();
  const memoryBefore = process.memoryUsage.rss();
  const tokenizer = await openTokenizer(path.join(ref.folder, 'tokenizer.json'));
  const maskToken = await readMaskToken(ref.folder, tokenizer);
  const pretrained = await openPretrained(ref);
  // What the load left behind is not a part of the model's memory.
  collectGarbage();
  const info: LoadedModel = {
    id: ref.id,
    loadMilliseconds: performance.now() - began,
    memoryBytes: Math.max(0, process.memoryUsage.rss() - memoryBefore),
  };
  console.info(
    `loaded ${ref.id} ${ref.precision} in ${info.loadMilliseconds.toFixed(0)} ms, ` +
      `${(info.memoryBytes / 2 ** 20).toFixed(0)} MiB, ${pretrained.threads} threads`,
  );
  const graphs = new ModelGraphs(ref);
  const prompts = new PromptCache();
  return {
    ...pretrained,
    dispose: async () => {
      prompts.dispose();
      await graphs.dispose();
      await pretrained.dispose();
    },
    ref,
    graphs,
    prompts,
    tokenizer,
    texts: new TokenTexts(tokenizer),
    maskToken,
    lane: new Lane(),
    info,
  };
}
