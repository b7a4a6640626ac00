"""Pseudo-log-likelihoods of whole sentences, and CrowS-style pair scores."""

import math

from bert.model import log_prob, tokenizer, with_masks


def sentence_scores(text: str) -> dict:
    """`original`: Salazar et al. (2020). `word_l2r`: Kauf & Ivanova (2023)."""
    encoding = tokenizer.encode(text)
    ids, words = encoding.ids, encoding.word_ids
    scored = [index for index, special in enumerate(encoding.special_tokens_mask) if not special]
    for index in scored[1:]:
        # A word is a token and the `##` pieces that continue it.
        assert (words[index] == words[index - 1]) == encoding.tokens[index].startswith("##")
    original, word_l2r = [], []
    for index in scored:
        later = [other for other in scored if other > index and words[other] == words[index]]
        original.append(log_prob(with_masks(ids, [index]), index, ids[index]))
        word_l2r.append(log_prob(with_masks(ids, [index, *later]), index, ids[index]))
    return {
        "text": text,
        "ids": ids,
        "tokens": encoding.tokens,
        "words": words,
        "scored": len(scored),
        "original": summed(original),
        "word_l2r": summed(word_l2r),
    }


def summed(log_probs: list[float]) -> dict:
    """The values of the scored tokens, in order, their sum, and exp(−sum / number)."""
    total = sum(log_probs)
    perplexity = math.exp(-total / len(log_probs))
    return {"log_probs": log_probs, "sum": total, "pseudo_perplexity": perplexity}


def pair_scores(texts: list[str]) -> dict:
    """Each sentence's score over the tokens that both share, one masked at a time."""
    rows = [tokenizer.encode(text).ids for text in texts]
    shared = common_subsequence(*(row[1:-1] for row in rows))
    sentences = []
    for side, (text, ids) in enumerate(zip(texts, rows)):
        positions = [pair[side] + 1 for pair in shared]
        log_probs = [log_prob(with_masks(ids, [p]), p, ids[p]) for p in positions]
        sentences.append(
            {
                "text": text,
                "ids": ids,
                "shared_positions": positions,
                "log_probs": log_probs,
                "score": sum(log_probs),
            }
        )
    return {"sentences": sentences}


def common_subsequence(first: list[int], second: list[int]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence; the pairs of the cases have one only."""
    lengths = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in reversed(range(len(first))):
        for j in reversed(range(len(second))):
            equal = first[i] == second[j]
            lengths[i][j] = (
                lengths[i + 1][j + 1] + 1 if equal else max(lengths[i + 1][j], lengths[i][j + 1])
            )
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
