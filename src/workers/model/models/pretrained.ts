import '../runtime/telemetry';
import {
  AutoModelForCausalLM,
  AutoModelForMaskedLM,
  AutoModelForQuestionAnswering,
  AutoModelForSequenceClassification,
  AutoModelForTokenClassification,
  env,
} from '@huggingface/transformers';
import type { InferenceSession } from 'onnxruntime-node';
import path from 'node:path';
import { readWeightsName } from '../../../common/models/precisions';
import type { ModelRef, ModelTask } from '../../../common/protocol/model/models';
import { sessionOptions } from '../runtime/sessionOptions';
import { sessionThreads } from '../runtime/threads';
import { loadError } from './loadError';

// Files are read from the folder that the host names, and from nowhere else. The library's default
// cache would lie inside the extension's own folder.
env.allowRemoteModels = false;
env.useFSCache = false;
env.useBrowserCache = false;
env.cacheDir = null;

/** Each task's class refuses architectures that are not for it. */
const loaders = {
  'fill-mask': AutoModelForMaskedLM,
  'text-generation': AutoModelForCausalLM,
  'text-classification': AutoModelForSequenceClassification,
  'token-classification': AutoModelForTokenClassification,
  'question-answering': AutoModelForQuestionAnswering,
} as const satisfies Record<ModelTask, unknown>;

/** The parts of a transformers.js model that we use. */
export interface Pretrained {
  /** The one session of an encoder or of a decoder with a merged cache. */
  readonly session: InferenceSession;
  /** Ids that end a text. */
  readonly endIds: ReadonlySet<number>;
  readonly threads: number;
  /** Frees the native session. */
  dispose(): Promise<void>;
}

/**
 * Creates the model's session with transformers.js from the model's folder. Blocks this thread for
 * as long as onnxruntime needs to read and prepare the weights.
 * @throws TokenscopeError `WrongModelKind` when the architecture is not one for the task,
 * `OutOfMemory`, or `FileCorrupt` naming the ONNX file.
 */
export async function openPretrained(model: ModelRef): Promise<Pretrained> {
  const graph = model.files.find((file) => file.path.endsWith('.onnx'))?.path ?? 'onnx/model.onnx';
  try {
    const pretrained = await loaders[model.task].from_pretrained(model.folder, {
      // Optimum writes graphs beside `config.json`, the hub's models have them in a folder.
      subfolder: path.posix.dirname(graph) === '.' ? '' : path.posix.dirname(graph),
      model_file_name: readWeightsName(path.posix.basename(graph))?.stem ?? 'model',
      // The catalog's precisions are transformers.js' own names; others are refused by it.
      dtype: model.precision as 'q8',
      local_files_only: true,
      session_options: sessionOptions(model.loading?.threads ?? 0),
    });
    return {
      session: soleSession(pretrained.sessions),
      endIds: endIds(pretrained.config, pretrained.generation_config),
      threads: sessionThreads(model.loading?.threads ?? 0),
      dispose: async () => {
        await pretrained.dispose();
      },
    };
  } catch (error) {
    throw loadError(model, graph, error);
  }
}

function soleSession(sessions: Readonly<Record<string, unknown>>): InferenceSession {
  const [session, ...others] = Object.values(sessions);
  if (session === undefined || others.length > 0) {
    throw new Error('Unsupported model type: not a single graph');
  }
  return session as InferenceSession;
}

/** `eos_token_id` of `generation_config.json` goes before that of `config.json`, as in transformers. */
function endIds(config: unknown, generationConfig: unknown): ReadonlySet<number> {
  for (const source of [generationConfig, config]) {
    const value = (source as { readonly eos_token_id?: unknown } | null)?.eos_token_id;
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'number');
    if (ids.length > 0) {
      return new Set(ids);
    }
  }
  return new Set();
}
