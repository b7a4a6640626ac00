"""Next sentence, attention rollout and vectors, from `model_inspect_q4.onnx`."""

import numpy

from bert.model import log_softmax, run_bert, tokenizer

GRAPH = "model_inspect_q4.onnx"


def next_sentence(pair: list[str]) -> dict:
    return {
        "first": pair[0],
        "second": pair[1],
        "forward": is_next(pair[0], pair[1]),
        "reversed": is_next(pair[1], pair[0]),
    }


def is_next(first: str, second: str) -> dict:
    encoding = tokenizer.encode(first, second)
    logits = run_bert(GRAPH, encoding.ids, encoding.type_ids)["seq_relationship_logits"]
    return {
        "ids": encoding.ids,
        "type_ids": encoding.type_ids,
        "logits": logits,
        "logit_difference": logits[0].astype(numpy.float64) - logits[1],
        "p_is_next": numpy.exp(log_softmax(logits))[0],
    }


def rollout(attentions: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Abnar & Zuidema (2020). attentions: [layers, heads, from, to].

    Gives the matrices with the residual connection, [layers, from, to], and the rollout, [from, to].
    """
    mean = attentions.astype(numpy.float64).mean(axis=1)
    mixed = 0.5 * mean + 0.5 * numpy.eye(mean.shape[-1])
    result = mixed[0]
    for layer in mixed[1:]:
        result = layer @ result
    return mixed, result


def rollouts(case: dict) -> dict:
    by_hand = case["by_hand"]
    mixed, result = rollout(numpy.array(by_hand["attentions"]))
    assert numpy.allclose(mixed, by_hand["with_residual"]) and numpy.allclose(
        result, by_hand["rollout"]
    )
    assert numpy.allclose(mixed[0] @ mixed[1], by_hand["in_the_wrong_order"])
    encoding = tokenizer.encode(case["text"])
    attentions = run_bert(GRAPH, encoding.ids)["attentions"]
    weights = [
        {
            "layer": layer,
            "head": head,
            "from": start,
            "to": end,
            "weight": attentions[layer, head, start, end],
        }
        for layer, head, start, end in case["weights"]
    ]
    sentence = {
        "text": case["text"],
        "ids": encoding.ids,
        "shape": list(attentions.shape),
        "weights": weights,
        "first_row": rollout(attentions)[1][0],
    }
    return {"by_hand": by_hand, "sentence": sentence}


def sentence_vector(text: str) -> dict:
    """Mean of the last hidden states of all tokens that are not special."""
    encoding = tokenizer.encode(text)
    states = run_bert(GRAPH, encoding.ids)["last_hidden_state"].astype(numpy.float64)
    vector = states[numpy.array(encoding.special_tokens_mask) == 0].mean(axis=0)
    return {"text": text, "first": vector[:8], "norm": numpy.linalg.norm(vector)}


def word_vectors(case: dict) -> dict:
    """Mean of the last hidden states of a word's tokens, and the cosines between its occurrences."""
    occurrences, vectors = [], []
    for text in case["texts"]:
        encoding = tokenizer.encode(text)
        start = text.index(case["word"])
        end = start + len(case["word"])
        positions = [
            i for i, (a, b) in enumerate(encoding.offsets) if a < b and start <= a and b <= end
        ]
        states = run_bert(GRAPH, encoding.ids)["last_hidden_state"].astype(numpy.float64)
        vectors.append(states[positions].mean(axis=0))
        occurrences.append(
            {
                "text": text,
                "cp_start": start,
                "cp_end": end,
                "positions": positions,
                "first": vectors[-1][:8],
                "norm": numpy.linalg.norm(vectors[-1]),
            }
        )
    units = numpy.array([vector / numpy.linalg.norm(vector) for vector in vectors])
    return {"word": case["word"], "occurrences": occurrences, "cosines": units @ units.T}
