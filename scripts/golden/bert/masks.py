"""What stands at masks: likeliest tokens, target words, association."""

from bert.model import (
    MASK,
    UNKNOWN,
    log_prob,
    log_softmax,
    masked_logits,
    rank,
    tokenizer,
    top,
    with_masks,
)


def mask_positions(ids: list[int]) -> list[int]:
    return [index for index, token in enumerate(ids) if token == MASK]


def target_ids(
    text: str, start: int, end: int, ids: list[int], position: int, word: str
) -> list[int] | None:
    """What stands at the mask when the word is written in; None when other tokens change."""
    written = tokenizer.encode(text[:start] + word + text[end:]).ids
    following = len(ids) - position - 1
    same = (
        written[:position] == ids[:position]
        and written[len(written) - following :] == ids[position + 1 :]
    )
    return written[position : len(written) - following] if same else None


def score_pieces(ids: list[int], position: int, pieces: list[int]) -> dict:
    """As many masks as pieces stand in the target's place; other masks stay."""
    masked = ids[:position] + [MASK] * len(pieces) + ids[position + 1 :]
    all_masked = sum(
        log_prob(masked, position + index, piece) for index, piece in enumerate(pieces)
    )
    left_to_right = 0.0
    for index, piece in enumerate(pieces):
        left_to_right += log_prob(masked, position + index, piece)
        masked = masked[: position + index] + [piece] + masked[position + index + 1 :]
    return {"pll_l2r": left_to_right, "all_masked": all_masked}


def score_target(
    text: str, span: tuple[int, int], ids: list[int], position: int, word: str
) -> dict:
    found = target_ids(text, *span, ids, position, word)
    oov = found is not None and UNKNOWN in found
    result = {"word": word, "ids": [] if found is None or oov else found, "oov": oov}
    result["changes_neighbours"] = found is None
    if len(result["ids"]) == 1:
        logits = masked_logits(ids)[position]
        result["log_prob"] = log_softmax(logits)[found[0]]
        result["rank"] = rank(logits, found[0])
    elif result["ids"]:
        result |= score_pieces(ids, position, found)
    return result


def sentence(case: dict) -> dict:
    encoding = tokenizer.encode(case["text"])
    masks = []
    for position in mask_positions(encoding.ids):
        span = encoding.offsets[position]
        masks.append(
            {
                "position": position,
                "cp_start": span[0],
                "cp_end": span[1],
                "top": top(masked_logits(encoding.ids)[position], 5, tokenizer),
                "targets": [
                    score_target(case["text"], span, encoding.ids, position, word)
                    for word in case["targets"]
                ],
            }
        )
    return {"text": case["text"], "ids": encoding.ids, "masks": masks}


def association(case: dict) -> dict:
    """Kurita et al. (2019). Both terms are read at the target's own mask."""
    start = case["text"].index(case["attribute"])
    end = start + len(case["attribute"])
    encoding = tokenizer.encode(case["text"])
    [position] = mask_positions(encoding.ids)
    attribute = [
        index for index, (a, b) in enumerate(encoding.offsets) if a < b and start <= a and b <= end
    ]
    prior_ids = with_masks(encoding.ids, attribute)
    targets = []
    for word in case["targets"]:
        [token] = target_ids(
            case["text"], *encoding.offsets[position], encoding.ids, position, word
        )
        scores = log_prob(encoding.ids, position, token), log_prob(prior_ids, position, token)
        targets.append(
            {
                "word": word,
                "id": token,
                "log_prob": scores[0],
                "log_prob_prior": scores[1],
                "assoc": scores[0] - scores[1],
            }
        )
    return {
        "text": case["text"],
        "attribute": case["attribute"],
        "cp_start": start,
        "cp_end": end,
        "ids": encoding.ids,
        "prior_ids": prior_ids,
        "position": position,
        "attribute_positions": attribute,
        "targets": targets,
        "lpbs": targets[0]["assoc"] - targets[1]["assoc"],
    }
