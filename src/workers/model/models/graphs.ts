import { InferenceSession } from 'onnxruntime-node';
import path from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { GraphName, ModelRef } from '../../../common/protocol/model/models';
import { sessionOptions } from '../runtime/sessionOptions';
import { loadError } from './loadError';
import { verifyFiles } from './verifyFiles';

/** The further graphs of a model: each is opened when it is first asked for, and freed with the model. */
export class ModelGraphs {
  private readonly sessions = new Map<GraphName, InferenceSession>();

  constructor(private readonly ref: ModelRef) {}

  /**
   * The session of a graph; blocks the thread while it is created. Called in the model's lane only.
   * @throws TokenscopeError `MissingOutput` when the model has no such graph, `FileMissing`,
   * `FileCorrupt`, `OutOfMemory`.
   */
  async session(name: GraphName): Promise<InferenceSession> {
    const open = this.sessions.get(name);
    if (open) {
      return open;
    }
    const graph = this.ref.graphs[name];
    if (!graph) {
      throw new TokenscopeError('MissingOutput', { model: this.ref.id, output: name });
    }
    await verifyFiles({ folder: this.ref.folder, files: graph.files });
    const began = performance.now();
    const file = path.join(this.ref.folder, ...graph.path.split('/'));
    const session = await InferenceSession.create(
      file,
      sessionOptions(this.ref.loading?.threads ?? 0),
    ).catch((error: unknown) => {
      throw loadError(this.ref, graph.path, error);
    });
    console.info(`opened ${graph.path} in ${(performance.now() - began).toFixed(0)} ms`);
    this.sessions.set(name, session);
    return session;
  }

  async dispose(): Promise<void> {
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.all(sessions.map((session) => session.release()));
  }
}
