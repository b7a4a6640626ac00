import type { CancellationToken, MessageConnection, RequestType } from 'vscode-jsonrpc';
import { answerQuestion, classifyTexts, findEntities } from '../../common/protocol/model/labels';
import { inspectModelFolder, lookAtModelFolder } from '../../common/protocol/model/modelFolder';
import { applyHead, labelTable } from '../../common/protocol/model/headApplication';
import { trainHead } from '../../common/protocol/model/headTraining';
import { lookAtTable } from '../../common/protocol/model/lookAtTable';
import { fillTogether } from '../../common/protocol/model/fillTogether';
import { cloze } from '../../common/protocol/model/cloze';
import {
  attention,
  attentionThumbnails,
  attentionWeights,
  exportAttention,
} from '../../common/protocol/model/attention';
import { compareModels } from '../../common/protocol/model/compareModels';
import { contextShift } from '../../common/protocol/model/contextShift';
import { nextSentence } from '../../common/protocol/model/nextSentence';
import { logitLens } from '../../common/protocol/model/logitLens';
import { nextStep, scoreGuess } from '../../common/protocol/model/nextStep';
import { nextToken } from '../../common/protocol/model/nextToken';
import { randomMasks } from '../../common/protocol/model/randomMasks';
import { scoreTargets } from '../../common/protocol/model/targets';
import { runProgress, type ModelRun } from '../../common/protocol/model/run';
import { sentenceVectors, wordVectors } from '../../common/protocol/model/vectors';
import { sentenceScores } from '../../common/protocol/model/sentenceScores';
import { alignWords } from '../../common/protocol/model/alignWords';
import { surprisal } from '../../common/protocol/model/surprisal';
import { serve } from '../../common/rpc/serve';
import { answer } from './labels/answer';
import { classify } from './labels/classify';
import { findNamedEntities } from './labels/findEntities';
import { runCompareModels } from './compareModels/compareModels';
import { runContextShift } from './contextShift/contextShift';
import { inspectFolder } from './modelFolder/inspectFolder';
import { lookAtFolder } from './modelFolder/lookAtFolder';
import { labelByCloze } from './cloze/cloze';
import { partOf, thumbnailsOf } from './attention/attentionParts';
import { AttentionReadings } from './attention/attentionReadings';
import { runAttention } from './attention/runAttention';
import { writeAttention } from './attention/writeAttention';
import { runNextStep, runScoreGuess } from './completion/nextStep';
import type { ModelRegistry } from './models/registry';
import type { RunContext } from './models/runModel';
import { runFillTogether } from './fillTogether/fillTogether';
import { runLogitLens } from './logitLens/logitLens';
import { runNextToken } from './nextToken/nextToken';
import { runRandomMasks } from './randomMasks/randomMasks';
import { EncoderVectors } from './trainedHead/encoderVectors';
import { runHeadApplication } from './trainedHead/headApplication';
import { runHeadTraining } from './trainedHead/headTraining';
import { runTableLabelling } from './trainedHead/tableLabelling';
import { tableLook } from './trainedHead/tableLook';
import { runTargets } from './targets/targets';
import { scoreNextSentences } from './nextSentence/nextSentence';
import { vectorsOfSentences } from './vectors/sentenceVectors';
import { vectorsOfWords } from './vectors/wordVectors';
import { scoreSentences } from './sentenceScores/sentenceScores';
import { wordsAligned } from './surprisal/wordsAligned';
import { readSurprisal } from './surprisal/surprisal';

/** Answers the requests of the laboratory's tools, and others that report their progress as these do. */
export function serveLaboratory(connection: MessageConnection, registry: ModelRegistry): void {
  const contextOf = (progress: string | undefined, token: CancellationToken): RunContext => ({
    registry,
    token,
    report: (value) => {
      if (progress !== undefined) {
        // A message that cannot be sent is lost with its channel, and the process ends with that.
        connection.sendProgress(runProgress, progress, value).catch(() => undefined);
      }
    },
  });
  function tool<P extends ModelRun, R>(
    type: RequestType<P, R, unknown>,
    run: (params: P, context: RunContext) => Promise<R>,
  ): void {
    serve(connection, type, (params, token) => run(params, contextOf(params.progress, token)));
  }

  tool(fillTogether, runFillTogether);
  tool(randomMasks, runRandomMasks);
  tool(nextToken, runNextToken);
  tool(nextStep, runNextStep);
  tool(scoreGuess, runScoreGuess);
  tool(scoreTargets, runTargets);
  tool(nextSentence, scoreNextSentences);
  tool(classifyTexts, classify);
  tool(findEntities, findNamedEntities);
  tool(answerQuestion, answer);
  serve(connection, lookAtModelFolder, lookAtFolder);
  serve(connection, inspectModelFolder, (params, token) =>
    inspectFolder(params, contextOf(params.progress, token)),
  );
  tool(wordVectors, vectorsOfWords);
  tool(sentenceVectors, vectorsOfSentences);
  tool(cloze, labelByCloze);
  tool(sentenceScores, scoreSentences);
  tool(surprisal, readSurprisal);
  serve(connection, alignWords, wordsAligned);
  tool(logitLens, runLogitLens);
  tool(contextShift, runContextShift);
  tool(compareModels, runCompareModels);
  serveAttention();
  serveTrainedHeads();

  function serveAttention(): void {
    const readings = new AttentionReadings();
    tool(attention, (params, context) => runAttention(readings, params, context));
    tool(attentionWeights, async (params, context) =>
      partOf(await readings.get(params, context), params.part),
    );
    tool(attentionThumbnails, async (params, context) =>
      thumbnailsOf(await readings.get(params, context)),
    );
    tool(exportAttention, (params, context) => writeAttention(readings, params, context));
  }

  function serveTrainedHeads(): void {
    const encoderVectors = new EncoderVectors();
    tool(trainHead, (params, context) => runHeadTraining(params, context, encoderVectors));
    tool(applyHead, runHeadApplication);
    tool(labelTable, runTableLabelling);
    serve(connection, lookAtTable, tableLook);
  }
}
