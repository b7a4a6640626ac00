"""Writes the reference ids and offsets of the six tokenizers, from Python's `tokenizers`.

    python -m venv venv && venv/bin/pip install tokenizers==0.23.3
    venv/bin/python scripts/golden/make_golden.py
    node scripts/golden/confirm.mjs

Run from the repository root; writes test/unit/tokenization/golden/tokens.json. Offsets are
Unicode code points, half-open, as the library gives them. No special tokens are added.
"""

import json
import pathlib

import tokenizers

IDS = ["bert-base-uncased", "bert-base-cased", "gpt2", "roberta-base", "t5-small", "phi-3-mini"]


def main() -> None:
    cases = json.loads(pathlib.Path("scripts/golden/cases.json").read_text("utf-8"))
    results = {}
    for tokenizer_id in IDS:
        tokenizer = tokenizers.Tokenizer.from_file(
            f"models/tokenizers/{tokenizer_id}/tokenizer.json"
        )
        results[tokenizer_id] = {}
        for name, text in cases.items():
            encoding = tokenizer.encode(text, add_special_tokens=False)
            results[tokenizer_id][name] = {
                "ids": encoding.ids,
                "offsets": [value for pair in encoding.offsets for value in pair],
            }
    golden = {"madeBy": f"Python tokenizers {tokenizers.__version__}", "cases": cases, "tokens": results}
    target = pathlib.Path("test/unit/tokenization/golden/tokens.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(golden, ensure_ascii=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
