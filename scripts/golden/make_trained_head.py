"""Writes what scikit-learn makes of small problems: probabilities, cross-validation, folds and metrics.

    python -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
    venv/bin/python scripts/golden/make_trained_head.py
    npx oxfmt test/unit/model/trainedHead/golden/scikitLearn.json

Run from the repository root; writes test/unit/model/trainedHead/golden/scikitLearn.json.
"""

import json
import pathlib
import warnings

import numpy
import sklearn
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

random = numpy.random.default_rng(5)


def problem(name: str, rows: int, width: int, labels: int, c: float, distance: float) -> dict:
    """Clusters whose dimensions have very different means and scales, as BERT's vectors have."""
    centres = random.normal(size=(labels, width)) * distance
    scale = numpy.exp(random.normal(size=width) * 1.5)
    shift = random.normal(size=width) * 3
    classes = random.integers(0, labels, rows)
    classes[: 2 * labels] = numpy.repeat(numpy.arange(labels), 2)
    vectors = (centres[classes] + random.normal(size=(rows, width))) * scale + shift
    # The last dimension does not vary.
    vectors[:, -1] = 0.1
    vectors = vectors.astype(numpy.float32).round(4)
    others = (random.normal(size=(10, width)) * scale + shift).astype(numpy.float32).round(4)

    def model():
        # Far beyond the default tolerance: the optimum itself.
        return make_pipeline(StandardScaler(), LogisticRegression(C=c, tol=1e-9, max_iter=100_000))

    x = vectors.astype(numpy.float64)
    fitted = model().fit(x, classes)
    folds = []
    for training, test in StratifiedKFold(5, shuffle=True, random_state=1).split(x, classes):
        predicted = model().fit(x[training], classes[training]).predict(x[test])
        majority = DummyClassifier().fit(x[training], classes[training]).predict(x[test])
        folds.append(
            {
                "training": training.tolist(),
                "test": test.tolist(),
                "head": scores(classes[test], predicted),
                "baseline": scores(classes[test], majority),
            }
        )
    return {
        "name": name,
        "c": c,
        "labels": labels,
        "vectors": floats(vectors),
        "classes": classes.tolist(),
        "others": floats(others),
        "probabilities": fitted.predict_proba(others.astype(numpy.float64)).round(8).tolist(),
        "coef": fitted[-1].coef_.round(8).tolist(),
        "intercept": fitted[-1].intercept_.round(8).tolist(),
        "folds": folds,
    }


def floats(values) -> list:
    return [[float(str(value)) for value in row] for row in values]


def scores(truth, predicted) -> dict:
    return {
        "accuracy": accuracy_score(truth, predicted),
        "macroF1": f1_score(truth, predicted, average="macro", zero_division=0),
    }


def metrics(rows: int, labels: int) -> dict:
    """The last label is never predicted."""
    truth = random.integers(0, labels, rows)
    predicted = numpy.where(random.random(rows) < 0.5, truth, random.integers(0, labels, rows))
    predicted[predicted == labels - 1] = 0
    names = list(range(labels))
    table = precision_recall_fscore_support(truth, predicted, labels=names, zero_division=0)
    return {
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "labels": labels,
        "confusion": confusion_matrix(truth, predicted, labels=names).tolist(),
        "perLabel": [
            {"label": str(name), "precision": p, "recall": r, "f1": f, "support": int(s)}
            for name, p, r, f, s in zip(names, *(column.tolist() for column in table), strict=True)
        ],
        "scores": scores(truth, predicted),
    }


def group_folds() -> dict:
    """No two groups vary alike, so that no shuffling changes the order in which they are put."""
    counts: list = []
    while len(counts) < 14:
        drawn = random.integers(0, 12, 3)
        if all(abs(numpy.std(drawn) - numpy.std(other)) > 1e-6 for other in counts):
            counts.append(drawn)
    classes = [label for own in counts for label, n in enumerate(own) for _ in range(n)]
    groups = [f"g{group}" for group, own in enumerate(counts) for _ in range(sum(own))]
    splits = StratifiedGroupKFold(4).split(numpy.zeros((len(classes), 1)), classes, groups)
    return {"classes": classes, "groups": groups, "tests": [test.tolist() for _, test in splits]}


def main() -> None:
    warnings.simplefilter("ignore")
    golden = {
        "madeBy": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
        "problems": [
            problem("three labels", 60, 12, 3, 1.0, 0.4),
            problem("two labels", 50, 10, 2, 1.0, 0.3),
            problem("strong penalty", 40, 8, 4, 0.01, 0.5),
            problem("weak penalty", 90, 6, 3, 100.0, 0.5),
            problem("fewer rows than dimensions", 25, 40, 2, 1.0, 0.5),
        ],
        "metrics": [metrics(60, 4), metrics(7, 3), metrics(30, 2)],
        "groupFolds": group_folds(),
    }
    target = pathlib.Path("test/unit/model/trainedHead/golden/scikitLearn.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(golden) + "\n", "utf-8")


if __name__ == "__main__":
    main()
