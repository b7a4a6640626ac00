"""Joint filling of several masks, greedily."""

import numpy

from bert.masks import mask_positions
from bert.model import log_prob, log_softmax, masked_logits, tokenizer, with_masks

# Kernels of another processor move ln p of likely tokens by about 0.1: closer calls could go otherwise.
MARGIN = 0.2


def greedy_filling(text: str) -> dict:
    """The most confident mask first, by its likeliest token, and the three scores of that filling."""
    ids = tokenizer.encode(text).ids
    positions = mask_positions(ids)
    filled, order, sequential = list(ids), [], 0.0
    while remaining := mask_positions(filled):
        log_probs = log_softmax(masked_logits(filled))
        chosen = max(remaining, key=lambda position: log_probs[position].max())
        second, first = numpy.sort(log_probs[chosen])[-2:]
        others = [log_probs[position].max() for position in remaining if position != chosen]
        assert first - max([second, *others]) >= MARGIN
        filled[chosen] = int(log_probs[chosen].argmax())
        sequential += first
        order.append(positions.index(chosen))
    return {
        "text": text,
        "ids": ids,
        "positions": positions,
        "filling": [filled[position] for position in positions],
        "tokens": [tokenizer.id_to_token(filled[position]) for position in positions],
        "order": order,
        "independent": sum(log_prob(ids, position, filled[position]) for position in positions),
        "sequential": sequential,
        "pll": sum(log_prob(with_masks(filled, [p]), p, filled[p]) for p in positions),
    }
