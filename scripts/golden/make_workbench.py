"""Writes what Python's `transformers` makes of the workbench's cases, by running the very code that
Tokenscope offers for each, on the bundled files.

    python -m venv venv && venv/bin/pip install tokenizers==0.22.2 transformers==5.0.0
    venv/bin/python scripts/golden/make_workbench.py
    npx oxfmt test/unit/tokens/golden/workbench.json

Not with tokenizers 0.23.1 to 0.23.3, which lose overflowing pieces (huggingface/tokenizers, issue 2091).
Run from the repository root; writes test/unit/tokens/golden/workbench.json.
"""

import contextlib
import io
import json
import pathlib
import subprocess

import tokenizers
import transformers


def run(case: dict) -> dict:
    folder = str(pathlib.Path("models/tokenizers", case["tokenizer"]).resolve())
    code = case["python"].replace(json.dumps(case["repository"]), json.dumps(folder))
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)  # noqa: S102
    return {key: value for key, value in names["encoding"].items()}


def main() -> None:
    command = ["node", "scripts/golden/workbench_code.mjs"]
    cases = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    for case in cases:
        case["encoding"] = run(case)
    versions = f"Python transformers {transformers.__version__}, tokenizers {tokenizers.__version__}"
    target = pathlib.Path("test/unit/tokens/golden/workbench.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    golden = {"madeBy": versions, "cases": cases}
    target.write_text(json.dumps(golden, ensure_ascii=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
