import { onnxAlias, plainName } from '../../../common/hub/aliases';
import { curatedModels } from '../../../common/hub/curatedModels';
import { parseHubReference } from '../../../common/hub/hubIds';
import type { HubModel } from '../../../common/hub/hubModel';
import type { HubClient } from '../hub/hubClient';

/** A model of the hub that a person asked for. */
export interface FoundModel {
  readonly model: HubModel;
  /** Name that it is to have: as papers and tutorials call it, where that is known. */
  readonly name: string;
  /** Id of the model's own repository, when another one stands in for it because it has the ONNX files. */
  readonly standsFor: string | null;
}

/**
 * Asks the hub for what a person typed or pasted: an id, an id with a revision, or an address.
 * @param whole whether the weights are wanted too; a tokenizer alone is fetched from the model's own repository.
 * @throws TokenscopeError `HubBadId`, `HubBadRevision`, and as `HubClient.model` does.
 */
export async function lookUp(
  typed: string,
  whole: boolean,
  client: HubClient,
  signal: AbortSignal,
): Promise<FoundModel> {
  const { id, revision } = parseHubReference(typed, client.endpoint);
  // A revision is one of the repository that was named.
  const alias = whole && revision === null ? onnxAlias(id) : null;
  const model = await client.model(alias?.repo ?? id, revision ?? 'main', signal);
  return { model, name: nameOf(model.id), standsFor: alias?.original ?? null };
}

/** The name of the model in a repository. */
export function nameOf(repo: string): string {
  return curatedModels.find((model) => model.repo === repo)?.id ?? plainName(repo);
}
