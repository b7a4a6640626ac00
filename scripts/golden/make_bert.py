"""Writes the reference numbers of the BERT laboratory, from plain onnxruntime and numpy.

    python -m venv venv && venv/bin/pip install onnxruntime==1.30.0 tokenizers==0.23.2 numpy==2.4.6
    venv/bin/python scripts/golden/make_bert.py
    npx oxfmt test/unit/golden/bert.json

Run from the repository root; writes test/unit/golden/bert.json. All passes are of one unpadded row.
Log-probabilities are natural, positions count tokens with `[CLS]` as 0, `cp_` positions count code
points, layers and heads count from 0. Quantised kernels differ between processors (those of
`accuracy_level` 1 move ln p of likely tokens by up to 0.1, of unlikely ones by 0.3), so these numbers
hold elsewhere within a tolerance only: compare closely with onnxruntime run beside.
"""

import hashlib
import json
import pathlib

import numpy
import onnxruntime
import tokenizers

from bert import filling, inspection, masks, scores, tasks
from bert.model import BERT, GPT2


def rounded(value: object) -> object:
    """JSON values, floats to six decimals."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list | numpy.ndarray):
        return [rounded(each) for each in value]
    return round(float(value), 6) if isinstance(value, float | numpy.floating) else value


def machine() -> dict:
    files = sorted(file for folder in (BERT, GPT2) for file in (folder / "onnx").iterdir())
    return {
        "made_by": f"Python onnxruntime {onnxruntime.__version__}, numpy {numpy.__version__}, "
        f"tokenizers {tokenizers.__version__}",
        "onnxruntime": onnxruntime.__version__,
        "note": "quantised kernels differ between processors",
        "sha256": {
            file.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
        },
    }


def main() -> None:
    cases = json.loads(pathlib.Path("scripts/golden/bert/cases.json").read_text("utf-8"))
    golden = {
        "machine": machine(),
        "sentences": [masks.sentence(case) for case in cases["sentences"]],
        "pll": [scores.sentence_scores(text) for text in cases["pll"]],
        "lpbs": [masks.association(case) for case in cases["lpbs"]],
        "next_sentence": [inspection.next_sentence(pair) for pair in cases["next_sentence"]],
        "rollout": inspection.rollouts(cases["rollout"]),
        "beam": [filling.greedy_filling(text) for text in cases["beam"]],
        "vectors": {
            "sentences": [inspection.sentence_vector(text) for text in cases["pll"]],
            "words": inspection.word_vectors(cases["word_vectors"]),
        },
        "gpt2": [tasks.next_word(case) for case in cases["gpt2"]],
        "sentiment": [tasks.sentiment(text) for text in cases["sentiment"]],
        "ner": [tasks.entities(text) for text in cases["ner"]],
        "crows": [scores.pair_scores(texts) for texts in cases["crows"]],
    }
    target = pathlib.Path("test/unit/golden/bert.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(rounded(golden), ensure_ascii=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
