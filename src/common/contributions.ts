/**
 * Every id that the manifest and the code share. A unit test compares them with `package.json` in
 * both directions.
 */

export const extensionId = 'tokenscope.tokenscope';

export const Command = {
  toggleTokens: 'tokenscope.tokens.toggle',
  selectTokenizer: 'tokenscope.tokens.selectTokenizer',
  showInTokensView: 'tokenscope.tokens.showInView',
  exportTokens: 'tokenscope.tokens.export',
  encodeSelection: 'tokenscope.encode.selection',
  decodeIds: 'tokenscope.decode.ids',
  nextToken: 'tokenscope.tokens.next',
  previousToken: 'tokenscope.tokens.previous',
  selectToken: 'tokenscope.tokens.select',
  copyTokenIds: 'tokenscope.tokens.copyIds',
  copyTokens: 'tokenscope.tokens.copy',
  toggleProjector: 'tokenscope.tokens.toggleProjector',
  addTokenizer: 'tokenscope.tokenizers.add',
  useTokenizer: 'tokenscope.tokenizers.use',
  removeTokenizer: 'tokenscope.tokenizers.remove',
  retryTokenizer: 'tokenscope.tokenizers.retry',
  fillMask: 'tokenscope.fillMask.fill',
  maskWord: 'tokenscope.fillMask.maskWord',
  continue: 'tokenscope.completion.continue',
  insertCompletion: 'tokenscope.completion.insert',
  replaceSelection: 'tokenscope.completion.replace',
  copyCompletion: 'tokenscope.completion.copy',
  extendCompletion: 'tokenscope.completion.extend',
  regenerateCompletion: 'tokenscope.completion.regenerate',
  exportCompletion: 'tokenscope.completion.export',
  copyCompletionCode: 'tokenscope.completion.copyCode',
  copyCompletionMethods: 'tokenscope.completion.copyMethods',
  targets: 'tokenscope.laboratory.targets',
  contexts: 'tokenscope.laboratory.contexts',
  randomMasks: 'tokenscope.laboratory.randomMasks',
  nextSentence: 'tokenscope.laboratory.nextSentence',
  sentenceScores: 'tokenscope.laboratory.sentences',
  attention: 'tokenscope.laboratory.attention',
  wordVectors: 'tokenscope.laboratory.vectors',
  classify: 'tokenscope.laboratory.classify',
  findEntities: 'tokenscope.laboratory.entities',
  answerQuestion: 'tokenscope.laboratory.answer',
  clozeTopic: 'tokenscope.laboratory.topic',
  chooseModelFolder: 'tokenscope.laboratory.chooseModelFolder',
  trainHead: 'tokenscope.laboratory.train',
  applyHead: 'tokenscope.laboratory.apply',
  surprisal: 'tokenscope.laboratory.surprisal',
  logitLens: 'tokenscope.laboratory.logitLens',
  contextShift: 'tokenscope.laboratory.contextShift',
  compareReadings: 'tokenscope.laboratory.readings',
  labExport: 'tokenscope.laboratory.export',
  labCopyCode: 'tokenscope.laboratory.copyCode',
  labCopyMethods: 'tokenscope.laboratory.copyMethods',
  fillTogether: 'tokenscope.fillMask.fillTogether',
  exportFillMask: 'tokenscope.fillMask.export',
  copyFillMaskCode: 'tokenscope.fillMask.copyCode',
  copyFillMaskMethods: 'tokenscope.fillMask.copyMethods',
  openSample: 'tokenscope.openSample',
  cancel: 'tokenscope.cancel',
  loadModel: 'tokenscope.models.load',
  unloadModel: 'tokenscope.models.unload',
  openModelCard: 'tokenscope.models.openCard',
  restartProcesses: 'tokenscope.restartProcesses',
  deleteStoredText: 'tokenscope.deleteStoredText',
  showLog: 'tokenscope.showLog',
} as const;

export const View = {
  container: 'tokenscope',
  tokens: 'tokenscope.tokens',
  fillMask: 'tokenscope.fillMask',
  completion: 'tokenscope.completion',
  models: 'tokenscope.models',
  laboratoryContainer: 'tokenscopeLaboratory',
  laboratory: 'tokenscope.laboratory',
} as const;

/** Menus of our own inside VS Code's. */
export const Submenu = { laboratory: 'tokenscope.laboratoryMenu' } as const;

export const Setting = {
  tokenizer: 'tokenscope.tokenizer',
  decorate: 'tokenscope.tokens.decorate',
  proseLanguages: 'tokenscope.tokens.proseLanguages',
  showIds: 'tokenscope.tokens.showIds',
  showBoundaries: 'tokenscope.tokens.showBoundaries',
  showWhitespace: 'tokenscope.tokens.showWhitespace',
  projector: 'tokenscope.tokens.projector',
  fillMaskTopK: 'tokenscope.fillMask.topK',
  maxNewTokens: 'tokenscope.completion.maxNewTokens',
  greedy: 'tokenscope.completion.greedy',
  repetitionPenalty: 'tokenscope.completion.repetitionPenalty',
  noRepeatNgramSize: 'tokenscope.completion.noRepeatNgramSize',
  temperature: 'tokenscope.completion.temperature',
  topK: 'tokenscope.completion.topK',
  topP: 'tokenscope.completion.topP',
  minP: 'tokenscope.completion.minP',
  seed: 'tokenscope.completion.seed',
  stop: 'tokenscope.completion.stop',
  samples: 'tokenscope.completion.samples',
  numBeams: 'tokenscope.completion.numBeams',
  history: 'tokenscope.history',
  workOffline: 'tokenscope.workOffline',
  runtime: 'tokenscope.runtime',
  tokenizerIdleMinutes: 'tokenscope.processes.tokenizerIdleMinutes',
  modelIdleMinutes: 'tokenscope.processes.modelIdleMinutes',
} as const;

export const ContextKey = {
  /** A run that Escape or "Cancel" would stop. */
  running: 'tokenscope.running',
  /** The run of the Fill Mask view, and of the Continue view: their titles show Cancel. */
  fillMaskRunning: 'tokenscope.fillMaskRunning',
  completionRunning: 'tokenscope.completionRunning',
  laboratoryRunning: 'tokenscope.laboratoryRunning',
  /** The Fill Mask view shows a result. */
  hasFillMask: 'tokenscope.hasFillMask',
  /** A tool of the laboratory shows a result. */
  hasLabResult: 'tokenscope.hasLabResult',
  /** The active editor's document holds a mask token. */
  documentHasMask: 'tokenscope.documentHasMask',
  /** The Continue view holds text. */
  hasCompletion: 'tokenscope.hasCompletion',
} as const;

export const Color = {
  evenBackground: 'tokenscope.token.evenBackground',
  oddBackground: 'tokenscope.token.oddBackground',
  boundary: 'tokenscope.token.boundary',
  idForeground: 'tokenscope.token.idForeground',
  whitespaceForeground: 'tokenscope.token.whitespaceForeground',
  specialBackground: 'tokenscope.token.specialBackground',
  specialBoundary: 'tokenscope.token.specialBoundary',
  unknownBackground: 'tokenscope.token.unknownBackground',
  unknownBoundary: 'tokenscope.token.unknownBoundary',
  linkedBackground: 'tokenscope.token.linkedBackground',
  linkedBorder: 'tokenscope.token.linkedBorder',
  projectorEvenBackground: 'tokenscope.token.projectorEvenBackground',
  projectorOddBackground: 'tokenscope.token.projectorOddBackground',
  projectorIdForeground: 'tokenscope.token.projectorIdForeground',
  surprisal1: 'tokenscope.pseudoSurprisal.level1',
  surprisal2: 'tokenscope.pseudoSurprisal.level2',
  surprisal3: 'tokenscope.pseudoSurprisal.level3',
  surprisal4: 'tokenscope.pseudoSurprisal.level4',
  surprisal5: 'tokenscope.pseudoSurprisal.level5',
  entityPerson: 'tokenscope.entity.person',
  entityOrganization: 'tokenscope.entity.organization',
  entityLocation: 'tokenscope.entity.location',
  entityMiscellaneous: 'tokenscope.entity.miscellaneous',
  answerBackground: 'tokenscope.answer.background',
} as const;

export const Walkthrough = { firstMinutes: 'firstMinutes' } as const;

/** Tools that language models can call. */
export const Tool = { countTokens: 'tokenscope_countTokens' } as const;
