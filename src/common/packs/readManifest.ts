import { isRevision, isSafePath } from '../hub/hubIds';
import { precisions } from '../models/precisions';
import type { GraphName, ModelTask } from '../protocol/model/models';
import {
  flag,
  listOf,
  matching,
  oneOf,
  optional,
  positive,
  shape,
  text,
  type Check,
} from '../shapes';
import { packFiles, packFormat, packVersion, type PackManifest } from './packManifest';
import type { PackProblem } from './packProblem';

/** What stands in a manifest, or what is wrong with it; `detail` is a version or a path. */
export type ReadManifest =
  | { readonly manifest: PackManifest }
  | {
      readonly problem: Extract<PackProblem, 'noManifest' | 'badManifest' | 'newer' | 'unsafeName'>;
      readonly detail: string;
    };

/** Reads the JSON of a pack's manifest, which counts as hostile: every field is checked. */
export function readManifest(json: unknown): ReadManifest {
  if (!shape({ format: oneOf(packFormat), version: whole })(json)) {
    return { problem: 'noManifest', detail: '' };
  }
  const { version } = json as Pick<PackManifest, 'version'>;
  if (version > packVersion) {
    return { problem: 'newer', detail: String(version) };
  }
  if (!isManifest(json)) {
    return { problem: 'badManifest', detail: '' };
  }
  const manifest = json as PackManifest;
  const files = packFiles(manifest);
  if (files === null) {
    return { problem: 'badManifest', detail: '' };
  }
  const unsafe = [...files.keys()].find((path) => !isSafePath(path));
  return unsafe === undefined ? { manifest } : { problem: 'unsafeName', detail: unsafe };
}

const tasks: Readonly<Record<ModelTask, true>> = {
  'fill-mask': true,
  'text-generation': true,
  'text-classification': true,
  'token-classification': true,
  'question-answering': true,
};
const graphNames: Readonly<Record<GraphName, true>> = { inspect: true, sentiment: true, ner: true };

const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Names are shown: nothing in them may be invisible. */
const name = matching(/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u);
const folderName = matching(/^[\w.-]{1,100}$/);
const sha256 = matching(/^[0-9a-f]{64}$/);
const file = shape({ path: text, bytes: whole, sha256 });

const labelling = shape({
  labels: listOf(text),
  labelsNamed: flag,
  activation: oneOf('softmax', 'sigmoid'),
});

const sizes = shape({
  layers: positive,
  heads: positive,
  keyValueHeads: positive,
  headWidth: positive,
  vocabulary: positive,
});

const hub = shape({
  repo: name,
  commit: matching(/^[0-9a-f]{40}$/),
  revision: optional((value) => text(value) && isRevision(value as string)),
});

const modelFields = shape({
  id: name,
  name,
  task: oneOf(...Object.keys(tasks)),
  architecture: name,
  tokenizer: text,
  maskToken: (value) => value === null || name(value),
  precision: oneOf(...precisions),
  revision: name,
  licence: name,
  contextLength: (value) => positive(value) && whole(value),
  source: oneOf('hub', 'folder'),
  shape: optional(sizes),
  hub: optional(hub),
  labelling: optional(labelling),
  folder: folderName,
  files: listOf(file),
  extras: listOf(file),
  taskFiles: listOf(text),
  graphs: graphsOf(listOf(text)),
});

function graphsOf(check: Check): Check {
  return (value) =>
    shape({})(value) &&
    Object.entries(value as object).every(
      ([key, paths]) => Object.hasOwn(graphNames, key) && check(paths),
    );
}

/** A model that loads only files which are in its list. */
const model: Check = (value) => {
  if (!modelFields(value)) {
    return false;
  }
  const { files, taskFiles, graphs } = value as PackManifest['models'][number];
  const paths = new Set(files.map(({ path }) => path));
  const graphFiles = Object.values(graphs).flat();
  return taskFiles.length > 0 && [...taskFiles, ...graphFiles].every((path) => paths.has(path));
};

const isManifest = shape({
  tokenscope: name,
  models: listOf(model),
  tokenizers: listOf(shape({ id: name, folder: folderName, bytes: whole, sha256 })),
});
