import { TokenscopeError } from '../errors';
import { maximumTokenizerBytes } from '../models/addedTokenizer';
import { taskOfArchitecture } from '../models/architectures';
import { isPrecision, precisions, type Precision } from '../models/precisions';
import { onnxSibling } from './aliases';
import { checkHubPath } from './hubIds';
import type { HubFile, HubModel } from './hubModel';
import { graphPath, isExternalData } from './graphFiles';

/** What will be fetched of a model, and why. */
export interface DownloadPlan {
  readonly asked: string;
  readonly id: string;
  readonly revision: string;
  readonly commit: string;
  readonly kind: 'model' | 'tokenizer';
  /** transformers.js `dtype`; null for a tokenizer only. */
  readonly precision: Precision | null;
  /** Names of the graphs, as `model_file_name` takes them: `model`, `decoder_model_merged`, …; none for a tokenizer. */
  readonly graphs: readonly string[];
  readonly files: readonly HubFile[];
  /** Sum over the files. */
  readonly bytes: number;
}

/** A precision that a model has, with what all files for it weigh, configuration and tokenizer included. */
export interface OfferedPrecision {
  readonly precision: Precision;
  readonly graphs: readonly string[];
  readonly bytes: number;
}

/** Larger configuration files and cards are refused or left out unread: a real one has some kilobytes. */
const maximumConfigBytes = 10_000_000;

const tokenizerFiles = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];
const configFiles = ['config.json', 'generation_config.json'];
const card = 'README.md';

/**
 * Graphs that together are a model, the first set that is there counts. A repository that has both a
 * merged decoder and a plain one is an older export of a causal model: only the merged one takes a cache.
 */
const graphSets: readonly (readonly string[])[] = [
  ['encoder_model', 'decoder_model_merged'],
  ['decoder_model_merged'],
  ['model'],
];

/** The precisions that a model can be fetched in, exact ones first; none when it has no ONNX files. */
export function offeredPrecisions(model: HubModel): OfferedPrecision[] {
  const support = supportFiles(model);
  return precisions.flatMap((precision) => {
    const found = graphsOf(model, precision);
    return found === null
      ? []
      : [{ precision, graphs: found.graphs, bytes: sum([...support, ...found.files]) }];
  });
}

/**
 * The files that one precision of a model needs: graphs with their external data, configuration,
 * tokenizer and card, and nothing else: no pickled weights, no code.
 * @throws TokenscopeError `HubWrongKind`, `HubNoOnnx`, `HubNoPrecision`, `HubFileMissing`, `HubFileTooLarge`, `HubBadPath`.
 */
export function planDownload(model: HubModel, precision: string): DownloadPlan {
  const { id, architecture } = model;
  if (architecture !== null && taskOfArchitecture(architecture) === undefined) {
    const tokenizer = model.files.some(({ path }) => path === 'tokenizer.json');
    throw new TokenscopeError('HubWrongKind', { model: id, architecture, tokenizer });
  }
  if (!isPrecision(precision)) {
    throw noGraphs(model, precision);
  }
  const found = graphsOf(model, precision);
  if (found === null) {
    throw noGraphs(model, precision);
  }
  requireFiles(model, ['config.json', 'tokenizer.json']);
  return plan(model, { kind: 'model', precision, graphs: found.graphs }, [
    ...supportFiles(model),
    ...found.files,
  ]);
}

/**
 * The files of a model's tokenizer alone.
 * @throws TokenscopeError `HubFileMissing`, `HubFileTooLarge`.
 */
export function planTokenizer(model: HubModel): DownloadPlan {
  requireFiles(model, ['tokenizer.json']);
  const files = named(model, [...tokenizerFiles, 'config.json']);
  return plan(model, { kind: 'tokenizer', precision: null, graphs: [] }, [
    ...files,
    ...cardOf(model),
  ]);
}

function plan(
  { asked, id, revision, commit }: HubModel,
  what: Pick<DownloadPlan, 'kind' | 'precision' | 'graphs'>,
  files: readonly HubFile[],
): DownloadPlan {
  for (const { path, bytes } of files) {
    checkHubPath(id, path);
    const limit = limitOf(path);
    if (bytes > limit) {
      throw new TokenscopeError('HubFileTooLarge', { model: id, file: path, bytes, limit });
    }
  }
  return { asked, id, revision, commit, ...what, files, bytes: sum(files) };
}

function limitOf(path: string): number {
  if (path === 'tokenizer.json') {
    return maximumTokenizerBytes;
  }
  return path.startsWith('onnx/') ? Number.MAX_SAFE_INTEGER : maximumConfigBytes;
}

function graphsOf(
  model: HubModel,
  precision: Precision,
): { graphs: readonly string[]; files: HubFile[] } | null {
  for (const graphs of graphSets) {
    const paths = graphs.map((graph) => graphPath(graph, precision));
    if (paths.every((path) => model.files.some((file) => file.path === path))) {
      const files = model.files.filter((file) =>
        paths.some((path) => file.path === path || isExternalData(path, file.path)),
      );
      return { graphs, files };
    }
  }
  return null;
}

function noGraphs(model: HubModel, precision: string): TokenscopeError {
  const offered = offeredPrecisions(model).map((offer) => offer.precision);
  return offered.length > 0
    ? new TokenscopeError('HubNoPrecision', { model: model.id, precision, offered })
    : new TokenscopeError('HubNoOnnx', {
        model: model.id,
        sibling: onnxSibling(model.asked) ?? onnxSibling(model.id),
        tokenizer: model.files.some(({ path }) => path === 'tokenizer.json'),
      });
}

function supportFiles(model: HubModel): HubFile[] {
  return [...named(model, [...configFiles, ...tokenizerFiles]), ...cardOf(model)];
}

/** A card is only shown: one that is absurdly long is left out. */
function cardOf(model: HubModel): HubFile[] {
  return named(model, [card]).filter(({ bytes }) => bytes <= maximumConfigBytes);
}

function named(model: HubModel, paths: readonly string[]): HubFile[] {
  return model.files.filter(({ path }) => paths.includes(path));
}

function requireFiles(model: HubModel, paths: readonly string[]): void {
  for (const file of paths) {
    if (!model.files.some(({ path }) => path === file)) {
      throw new TokenscopeError('HubFileMissing', { model: model.id, file });
    }
  }
}

function sum(files: readonly HubFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
