import { exportAttention } from '../../../common/protocol/model/attention';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import { runProgress } from '../../../common/protocol/model/run';
import type { AttentionView } from '../../../common/protocol/views/laboratory/attention';
import type { ModelFeatureParts } from '../../models/modelFeatureParts';
import type { LabTable } from '../labTool';

type Parts = Pick<ModelFeatureParts, 'registry' | 'worker'>;
let exports = 0;

/** All weights in long form: layers × heads × tokens² rows, written by the model process. */
export function attentionTable(
  { text, ids, tokens, shape }: AttentionView,
  model: CatalogModel,
  { registry, worker }: Parts,
): LabTable {
  return {
    name: 'attention',
    columns: [
      { name: 'layer', type: 'integer', description: 'Layer, from 0.' },
      { name: 'head', type: 'integer', description: 'Head of the layer, from 0.' },
      {
        name: 'from',
        type: 'integer',
        description:
          'Position of the token that attends, from 0; the tokens are in the settings of the provenance.',
      },
      { name: 'to', type: 'integer', description: 'Position of the token attended to, from 0.' },
      {
        name: 'weight',
        type: 'number',
        description: 'Attention weight; over all "to" of one "from" they sum to 1.',
      },
    ],
    rows: () => [],
    inputs: [text],
    settings: { ids, tokens: tokens.map(({ token }) => token) },
    stream: {
      count: shape.layers * shape.heads * shape.tokens ** 2,
      write: (table, token, onShare) => {
        const progress = `attention-export-${++exports}`;
        const params = { model: registry.ref(model), ids, table, progress };
        return worker.request(exportAttention, params, token, {
          type: runProgress,
          token: progress,
          handler: (value) => {
            if (value.kind === 'share') {
              onShare(value.share);
            }
          },
        });
      },
    },
  };
}
