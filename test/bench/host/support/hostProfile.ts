import { realpath } from 'node:fs/promises';
import { Session, type Profiler } from 'node:inspector';
import path from 'node:path';
import { extensions } from 'vscode';

/** Microseconds between samples of the profiler. */
const interval = 250;
/** V8 takes no samples of an idle thread: what lies longer between two is not spent in the first. */
const longestSample = 4 * interval;

/** An uninterrupted stretch of our code, and the function that took the most of it. */
export interface Stretch {
  readonly milliseconds: number;
  readonly mostIn: string;
}

/**
 * Runs `work` under V8's sampling profiler and returns the uninterrupted stretches,
 * longest first, in which the extension's bundle was on the stack: how long our
 * code kept the extension host from doing anything else. Every entry point is covered, since the
 * profiler sees them all.
 */
export async function ownStretches(work: () => Promise<void>): Promise<Stretch[]> {
  const folder = extensions.getExtension('tokenscope.tokenscope')?.extensionPath ?? '';
  const bundle = await realpath(path.join(folder, 'dist', 'extension.js'));
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) =>
      session.post(method, params, (error: Error | null, result?: object) =>
        error ? reject(error) : resolve(result),
      ),
    );
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval });
  await post('Profiler.start');
  await work();
  const { profile } = (await post('Profiler.stop')) as { profile: Profiler.Profile };
  session.disconnect();
  return stretches(profile, bundle).sort((a, b) => b.milliseconds - a.milliseconds);
}

function stretches(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  bundle: string,
): Stretch[] {
  const own = ownNodes(nodes, bundle);
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  const found: Stretch[] = [];
  let current = new Map<string, number>();
  const finish = (): void => {
    const parts = [...current].sort(([, a], [, b]) => b - a);
    if (parts.length > 0) {
      const milliseconds = parts.reduce((sum, [, part]) => sum + part, 0);
      found.push({ milliseconds, mostIn: parts[0]?.[0] ?? '' });
    }
    current = new Map();
  };
  samples.forEach((id, index) => {
    if (own.has(id)) {
      const name = names.get(id) ?? '';
      const took = Math.min(timeDeltas[index + 1] ?? interval, longestSample) / 1000;
      current.set(name, (current.get(name) ?? 0) + took);
    } else {
      finish();
    }
  });
  finish();
  return found;
}

/** Nodes of the call tree that lie in, or below, a function of our bundle. */
function ownNodes(nodes: Profiler.ProfileNode[], bundle: string): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const mark = (node: Profiler.ProfileNode): void => {
    own.add(node.id);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) {
        mark(child);
      }
    }
  };
  for (const node of nodes) {
    if (node.callFrame.url.endsWith(bundle)) {
      mark(node);
    }
  }
  return own;
}

/** The value below which a share of the values lies; 0 for none. `values` fall. */
export function percentile(values: readonly number[], share: number): number {
  return values[Math.floor(values.length * (1 - share))] ?? 0;
}
