"""The bundled sentiment and named-entity classifiers, and the next word of gpt2-starter."""

import json

import numpy

from bert.model import (
    BERT,
    GPT2,
    gpt2_tokenizer,
    log_softmax,
    rank,
    row,
    run_bert,
    session,
    tokenizer,
    top,
)

tasks = json.loads((BERT / "tasks.json").read_text("utf-8"))


def sentiment(text: str) -> dict:
    ids = tokenizer.encode(text).ids
    logits = run_bert("sentiment_q4.onnx", ids)["logits"]
    return {"text": text, "ids": ids, "logits": logits} | labelled("sentiment", logits)


def labelled(task: str, logits: numpy.ndarray) -> dict:
    probabilities = numpy.exp(log_softmax(logits))
    best = int(logits.argmax())
    return {
        "probabilities": probabilities,
        "label": tasks[task]["labels"][best],
        "p": probabilities[best],
    }


def entities(text: str) -> dict:
    """The label of each word, read at its first piece."""
    encoding = tokenizer.encode(text)
    logits = run_bert("ner_q4.onnx", encoding.ids)["logits"]
    words = []
    for index, word in enumerate(encoding.word_ids):
        if word is None or word == encoding.word_ids[index - 1]:
            continue
        start, end = encoding.word_to_chars(word)
        found = {"word": text[start:end], "cp_start": start, "cp_end": end, "position": index}
        words.append(found | {"logits": logits[index]} | labelled("ner", logits[index]))
    return {"text": text, "ids": encoding.ids, "words": words}


def next_word(case: dict) -> dict:
    """x_0 is `<|endoftext|>`. One uncached pass; `log_probs` has one value for each token of the word."""
    start = gpt2_tokenizer.token_to_id("<|endoftext|>")
    left = [start, *gpt2_tokenizer.encode(case["left"]).ids]
    ids = [start, *gpt2_tokenizer.encode(case["left"] + case["next"]).ids]
    assert ids[: len(left)] == left
    opened = session(GPT2 / "onnx/model_quantized.onnx")
    empty = {
        given.name: numpy.zeros((1, 4, 0, 64), dtype=numpy.float32)
        for given in opened.get_inputs()
        if given.name.startswith("past_key_values")
    }
    sequence = {"input_ids": row(ids), "attention_mask": row([1] * len(ids))}
    feeds = sequence | {"position_ids": row(list(range(len(ids))))} | empty
    logits = opened.run(["logits"], feeds)[0][0]
    scored = range(len(left), len(ids))
    log_probs = [log_softmax(logits[index - 1])[ids[index]] for index in scored]
    return {
        "left": case["left"],
        "next": case["next"],
        "left_ids": left,
        "next_ids": ids[len(left) :],
        "log_probs": log_probs,
        "log_prob": sum(log_probs),
        "rank_first": rank(logits[len(left) - 1], ids[len(left)]),
        "top": top(logits[len(left) - 1], 5, gpt2_tokenizer),
    }
