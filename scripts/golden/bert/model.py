"""The bundled models under plain onnxruntime, one unpadded row at a time."""

import functools
import pathlib

import numpy
import onnxruntime
import tokenizers

BERT = pathlib.Path("models/bert-base-uncased")
GPT2 = pathlib.Path("models/gpt2-starter")
MASK = 103
UNKNOWN = 100

tokenizer = tokenizers.Tokenizer.from_file(str(BERT / "tokenizer.json"))
gpt2_tokenizer = tokenizers.Tokenizer.from_file(str(GPT2 / "tokenizer.json"))


@functools.cache
def session(file: pathlib.Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])


def row(values: list[int]) -> numpy.ndarray:
    return numpy.array([values], dtype=numpy.int64)


def run_bert(graph: str, ids: list[int], type_ids: list[int] | None = None) -> dict:
    """All outputs of a graph by name, without the batch dimension."""
    opened = session(BERT / "onnx" / graph)
    feeds = {
        "input_ids": row(ids),
        "attention_mask": row([1] * len(ids)),
        "token_type_ids": row(type_ids or [0] * len(ids)),
    }
    names = [output.name for output in opened.get_outputs()]
    return dict(zip(names, (output[0] for output in opened.run(None, feeds))))


def log_softmax(logits: numpy.ndarray) -> numpy.ndarray:
    """Over the last dimension, in float64 with the maximum subtracted."""
    shifted = logits.astype(numpy.float64) - logits.max(axis=-1, keepdims=True)
    return shifted - numpy.log(numpy.exp(shifted).sum(axis=-1, keepdims=True))


@functools.lru_cache(maxsize=64)
def _masked(ids: tuple[int, ...]) -> numpy.ndarray:
    return run_bert("model_q4.onnx", list(ids))["logits"]


def masked_logits(ids: list[int]) -> numpy.ndarray:
    """float32 [sequence, vocabulary] of `model_q4.onnx`."""
    return _masked(tuple(ids))


def log_prob(ids: list[int], position: int, token: int) -> float:
    """ln p(token) at a position of one pass over `ids`."""
    return log_softmax(masked_logits(ids)[position])[token]


def with_masks(ids: list[int], positions: list[int]) -> list[int]:
    return [MASK if index in positions else token for index, token in enumerate(ids)]


def top(logits: numpy.ndarray, count: int, written: tokenizers.Tokenizer) -> list[dict]:
    """The most likely tokens of one position. logits: [vocabulary]."""
    log_probs = log_softmax(logits)
    return [
        {"id": token, "token": written.id_to_token(token), "log_prob": log_probs[token]}
        for token in numpy.argsort(-logits, kind="stable")[:count].tolist()
    ]


def rank(logits: numpy.ndarray, token: int) -> int:
    """1 + number of tokens with a larger logit."""
    return 1 + int((logits > logits[token]).sum())
