import { TokenscopeError } from '../../../common/errors';
import { attentionRollout } from '../../../common/measures/attentionRollout';
import type { AttentionPart, AttentionThumbnails } from '../../../common/protocol/model/attention';
import type { Attentions } from './attentionReadings';

/** Cells of one side of a thumbnail at most: more cannot be seen at its size. */
const mostCells = 32;

/** A layer's weights, or its rollout. @throws TokenscopeError `InvalidParameter` for no such layer. */
export function partOf({ weights, shape }: Attentions, part: AttentionPart): Float32Array {
  const { layers, heads, tokens } = shape;
  if (!(Number.isInteger(part.layer) && part.layer >= 0 && part.layer < layers)) {
    throw new TokenscopeError('InvalidParameter', {
      name: 'layer',
      value: String(part.layer),
      expected: `a whole number below ${layers}`,
    });
  }
  const size = heads * tokens * tokens;
  return part.kind === 'rollout'
    ? Float32Array.from(attentionRollout(weights, shape, part.layer))
    : weights.slice(part.layer * size, (part.layer + 1) * size);
}

/** Small pictures of all heads; several tokens share a cell of a long text, which shows the largest. */
export function thumbnailsOf({ weights, shape }: Attentions): AttentionThumbnails {
  const { layers, heads, tokens } = shape;
  const side = Math.min(tokens, mostCells);
  const cells = new Uint8Array(layers * heads * side * side);
  const cellOf = Array.from({ length: tokens }, (_, token) => Math.floor((token * side) / tokens));
  let at = 0;
  for (let picture = 0; picture < layers * heads; picture++) {
    for (let from = 0; from < tokens; from++) {
      const row = (picture * side + (cellOf[from] ?? 0)) * side;
      for (let to = 0; to < tokens; to++) {
        const cell = row + (cellOf[to] ?? 0);
        const value = Math.round((weights[at++] ?? 0) * 255);
        cells[cell] = Math.max(cells[cell] ?? 0, value);
      }
    }
  }
  return { side, cells };
}
