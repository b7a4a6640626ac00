import type { ModelTask } from '../protocol/model/models';

/** Sizes of a model's weights on the hub, in bytes, by precision. */
export type CuratedSizes = Readonly<Partial<Record<'fp32' | 'fp16' | 'q8' | 'q4', number>>>;

/** A model that Tokenscope proposes: known to run here, and what for. */
export interface CuratedModel {
  /** As papers and tutorials call it. */
  readonly id: string;
  /** Repository on the hub that has its ONNX files. */
  readonly repo: string;
  readonly task: ModelTask;
  /** As its `config.json` names it. */
  readonly architecture: string;
  /** In millions, rounded. */
  readonly millionParameters: number;
  /** As the hub lists them in decimal units, so with two or three digits. */
  readonly sizes: CuratedSizes;
  /** The sizes are not from a listing of the files, but from the number of parameters. */
  readonly estimated: boolean;
  /** SPDX identifier of the weights' licence, as the model's card gives it. */
  readonly licence: string;
  /** ISO 639 codes, or how many languages there are. */
  readonly languages: readonly string[] | number;
  readonly use: CuratedUse;
}

/** What a proposed model is good for; the host words it. */
export type CuratedUse =
  | 'reference'
  | 'casedNames'
  | 'manyLanguages'
  | 'chinese'
  | 'small'
  | 'smallest'
  | 'otherTokenizer'
  | 'bestCoverage'
  | 'gpt2Reference'
  | 'gpt2Better'
  | 'gpt2Large'
  | 'gpt2Largest'
  | 'sentiment'
  | 'entities'
  | 'questions';

const megabytes = (sizes: CuratedSizes): CuratedSizes =>
  Object.fromEntries(Object.entries(sizes).map(([precision, size]) => [precision, size * 1e6]));

const masked = (
  id: string,
  architecture: string,
  millionParameters: number,
  sizes: CuratedSizes,
  rest: Pick<CuratedModel, 'licence' | 'languages' | 'use'>,
): CuratedModel => ({
  ...{ id, repo: `Xenova/${id}`, task: 'fill-mask', architecture, millionParameters },
  ...{ sizes: megabytes(sizes), estimated: false },
  ...rest,
});

/** The 4-bit files of GPT-2 are left out: its layers stay unquantised there, so they save nothing. */
const gpt2 = (
  id: string,
  millionParameters: number,
  sizes: CuratedSizes,
  use: CuratedUse,
  estimated = false,
): CuratedModel => ({
  ...{ id, repo: `onnx-community/${id}-ONNX`, task: 'text-generation' },
  ...{ architecture: 'GPT2LMHeadModel', millionParameters, sizes: megabytes(sizes), estimated },
  ...{ licence: 'MIT', languages: ['en'], use },
});

/** All sizes of BERT and GPT-2 that are used here, and their relatives; the usual ones first. */
export const curatedModels: readonly CuratedModel[] = [
  masked(
    'bert-base-uncased',
    'BertForMaskedLM',
    110,
    { fp32: 438, fp16: 219, q8: 111, q4: 150 },
    { licence: 'Apache-2.0', languages: ['en'], use: 'reference' },
  ),
  masked(
    'bert-base-cased',
    'BertForMaskedLM',
    108,
    { fp32: 434, fp16: 217, q8: 110, q4: 145 },
    { licence: 'Apache-2.0', languages: ['en'], use: 'casedNames' },
  ),
  masked(
    'bert-base-multilingual-cased',
    'BertForMaskedLM',
    178,
    { fp32: 712, fp16: 356, q8: 180 },
    { licence: 'Apache-2.0', languages: 104, use: 'manyLanguages' },
  ),
  masked(
    'bert-base-multilingual-uncased',
    'BertForMaskedLM',
    167,
    { fp32: 670, fp16: 335, q8: 169 },
    { licence: 'Apache-2.0', languages: 102, use: 'manyLanguages' },
  ),
  {
    ...masked(
      'bert-base-chinese',
      'BertForMaskedLM',
      102,
      { fp32: 409, fp16: 205, q8: 103 },
      { licence: 'Apache-2.0', languages: ['zh'], use: 'chinese' },
    ),
    estimated: true,
  },
  masked(
    'distilbert-base-uncased',
    'DistilBertForMaskedLM',
    67,
    { fp32: 268, fp16: 134, q8: 67.7 },
    { licence: 'Apache-2.0', languages: ['en'], use: 'small' },
  ),
  {
    ...masked(
      'distilbert-base-cased',
      'DistilBertForMaskedLM',
      66,
      { fp32: 263, fp16: 132, q8: 66 },
      { licence: 'Apache-2.0', languages: ['en'], use: 'small' },
    ),
    estimated: true,
  },
  masked(
    'albert-base-v2',
    'AlbertForMaskedLM',
    12,
    { fp32: 45.3, fp16: 23, q8: 40.2, q4: 20.6 },
    { licence: 'Apache-2.0', languages: ['en'], use: 'smallest' },
  ),
  masked(
    'roberta-base',
    'RobertaForMaskedLM',
    125,
    { fp32: 499, fp16: 250, q8: 126 },
    { licence: 'MIT', languages: ['en'], use: 'otherTokenizer' },
  ),
  masked(
    'distilroberta-base',
    'RobertaForMaskedLM',
    82,
    { fp32: 329, fp16: 165, q8: 83 },
    { licence: 'Apache-2.0', languages: ['en'], use: 'small' },
  ),
  masked(
    'xlm-roberta-base',
    'XLMRobertaForMaskedLM',
    278,
    { fp32: 1110, fp16: 557, q8: 280 },
    { licence: 'MIT', languages: 94, use: 'bestCoverage' },
  ),
  {
    ...gpt2('distilgpt2', 82, { fp32: 330, q8: 84.9 }, 'small'),
    ...{ repo: 'Xenova/distilgpt2', licence: 'Apache-2.0' },
  },
  gpt2('gpt2', 124, { fp32: 498, fp16: 249, q8: 280 }, 'gpt2Reference'),
  gpt2('gpt2-medium', 355, { fp32: 1420, fp16: 710, q8: 560 }, 'gpt2Better', true),
  gpt2('gpt2-large', 774, { fp32: 3100, fp16: 1550, q8: 1030 }, 'gpt2Large'),
  gpt2('gpt2-xl', 1558, { fp32: 6230, fp16: 3120, q8: 1880 }, 'gpt2Largest'),
  {
    ...masked(
      'distilbert-base-uncased-finetuned-sst-2-english',
      'DistilBertForSequenceClassification',
      67,
      { fp32: 268, fp16: 134, q8: 67.6 },
      { licence: 'Apache-2.0', languages: ['en'], use: 'sentiment' },
    ),
    task: 'text-classification',
  },
  {
    ...masked(
      'bert-base-NER',
      'BertForTokenClassification',
      108,
      { fp32: 431, fp16: 216, q8: 109, q4: 145 },
      { licence: 'MIT', languages: ['en'], use: 'entities' },
    ),
    task: 'token-classification',
  },
  {
    ...masked(
      'distilbert-base-cased-distilled-squad',
      'DistilBertForQuestionAnswering',
      65,
      { fp32: 261, fp16: 131, q8: 65.8 },
      { licence: 'Apache-2.0', languages: ['en'], use: 'questions' },
    ),
    task: 'question-answering',
  },
];
