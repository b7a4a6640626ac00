import type { ViewModel } from '../../common/protocol/views/view';
import type { ProvenanceMaker } from './provenanceMaker';

/**
 * What was done, for the methods section of a paper: English whatever the display language is.
 * @param method what was computed, as a clause: "the probability that …".
 * @param threads of the run; null where they are not known.
 */
export function methodsSentence(
  method: string,
  models: readonly ViewModel[],
  threads: number | null,
  provenance: ProvenanceMaker,
): string {
  const named = models.map(modelPhrase).join(' and ');
  const hosts = models.flatMap(({ server }) => server?.host ?? []);
  if (hosts.length > 0) {
    const { tokenscope: version } = provenance.versions;
    return `We computed ${method} with ${named}, by the completion server at ${hosts.join(' and ')}, in Tokenscope ${version}.`;
  }
  const { tokenscope, tokenizers, 'onnxruntime-node': onnxruntime } = provenance.versions;
  const on = threads === null ? 'CPU' : `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return (
    `We computed ${method} with ${named}, ` +
    `in Tokenscope ${tokenscope} (onnxruntime ${onnxruntime}, tokenizers ${tokenizers}; ${on}).`
  );
}

function modelPhrase({ name, precision, revision, server }: ViewModel): string {
  if (server) {
    const { model, fingerprint } = server;
    const build = fingerprint === null ? '' : `, system_fingerprint ${fingerprint}`;
    return `${model} (revision unknown, precision as the server runs it${build})`;
  }
  return `${name} (revision ${revision.slice(0, 12)}, precision ${precision})`;
}
