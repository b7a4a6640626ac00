import type { CatalogModel } from '../../../common/models/modelCatalog';
import type {
  HeadTrainingView,
  TableLabellingView,
  TextLabellingView,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';
import { pythonString } from '../../../common/tokens/stringLiteral';
import { nameOf } from '../../exports/exportFile';

/** `transformers` and scikit-learn code that does the same. */
export function trainedPython(view: TrainedHeadView, model: CatalogModel): string {
  const lines = view.kind === 'training' ? training(view, model) : labelling(view, model);
  return [...lines, ''].join('\n');
}

function training(view: HeadTrainingView, model: CatalogModel): string[] {
  const { settings, columns, evaluation } = view;
  const splitter = columns?.group == null ? 'StratifiedKFold' : 'StratifiedGroupKFold';
  const regression = `LogisticRegression(C=${settings.c}, max_iter=10_000, tol=1e-6)`;
  return [
    `# pip install torch transformers scikit-learn${columns === null ? '' : ' pandas'}`,
    'import numpy as np',
    ...(columns === null ? ['import re'] : ['import pandas as pd']),
    'import torch',
    'from sklearn.dummy import DummyClassifier',
    'from sklearn.linear_model import LogisticRegression',
    `from sklearn.model_selection import ${splitter}, cross_validate`,
    'from sklearn.pipeline import make_pipeline',
    ...(settings.standardise ? ['from sklearn.preprocessing import StandardScaler'] : []),
    'from transformers import AutoModel, AutoTokenizer',
    '',
    '# Frozen encoder, trained head.',
    '# Folds are drawn by other random numbers here: scores differ a little.',
    ...encoder(model),
    '',
    ...(columns === null ? readLines(view) : readTable(view, columns)),
    '',
    'vectors = np.stack([vector(text) for text in texts])',
    settings.standardise
      ? `head = make_pipeline(StandardScaler(), ${regression})`
      : `head = make_pipeline(${regression})`,
    `folds = ${splitter}(n_splits=${evaluation.folds.length}, shuffle=True, random_state=${settings.seed})`,
    'for classifier in [head, DummyClassifier(strategy="most_frequent")]:',
    '    scores = cross_validate(classifier, vectors, labels, groups=groups, cv=folds,',
    '                            scoring=["accuracy", "f1_macro"])',
    '    for name in ["test_accuracy", "test_f1_macro"]:',
    '        print(name, scores[name].mean(), "SD", scores[name].std(ddof=1))',
    'head.fit(vectors, labels)',
    'print(head.predict(vectors[:5]))',
  ];
}

/** Up to the function `vector`. */
function encoder({ id, name, precision }: CatalogModel): string[] {
  return [
    `# Tokenscope ran ${name}, ${precision}: weights of full precision give slightly other vectors.`,
    `name = ${pythonString(id)}`,
    'tokenizer = AutoTokenizer.from_pretrained(name)',
    'encoder = AutoModel.from_pretrained(name).eval()',
    '',
    '',
    'def vector(text):',
    '    inputs = tokenizer(text, return_tensors="pt", truncation=True)',
    '    with torch.no_grad():',
    '        states = encoder(**inputs).last_hidden_state[0]',
    '    return states[1:-1].mean(0).numpy()  # without [CLS] and [SEP]',
    '',
  ];
}

function readTable(
  { docId }: HeadTrainingView,
  { text, label, group }: NonNullable<HeadTrainingView['columns']>,
): string[] {
  return [
    ...frame(docId),
    `text, label = ${pythonString(text)}, ${pythonString(label ?? '')}`,
    'data = data[(data[label].str.strip() != "") & (data[text].str.strip() != "")]',
    'texts, labels = data[text].tolist(), data[label].str.strip().tolist()',
    group === null ? 'groups = None' : `groups = data[${pythonString(group)}].str.strip().tolist()`,
  ];
}

function frame(docId: string): string[] {
  return [
    `file = ${pythonString(nameOf(docId))}`,
    'with open(file, encoding="utf-8-sig") as lines:',
    '    header = lines.readline()',
    'separator = next((mark for mark in "\\t;" if mark in header), ",")',
    'data = pd.read_csv(file, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")',
    'data.columns = data.columns.str.strip()',
  ];
}

function readLines({ docId }: HeadTrainingView): string[] {
  return [
    'texts, labels, groups = [], [], None',
    `with open(${pythonString(nameOf(docId))}, encoding="utf-8-sig") as lines:`,
    '    for line in lines:',
    '        found = re.match(r"([^\\t]*)\\t(.*)|([^:\\t]{0,60}):\\s+(.*)", line.rstrip())',
    '        if found:',
    '            label, text = found.group(1, 2) if found.group(2) is not None else found.group(3, 4)',
    '            if label.strip() and text.strip():',
    '                labels.append(label.strip())',
    '                texts.append(text.strip())',
  ];
}

function labelling(view: TextLabellingView | TableLabellingView, model: CatalogModel): string[] {
  return [
    `# pip install torch transformers${view.kind === 'table' ? ' pandas' : ''}`,
    'import json',
    'import numpy as np',
    ...(view.kind === 'table' ? ['import pandas as pd'] : []),
    'import torch',
    'from transformers import AutoModel, AutoTokenizer',
    '',
    '# Frozen encoder, trained head.',
    ...encoder(model),
    '',
    `with open(${pythonString(view.headName)}, encoding="utf-8") as file:`,
    '    head = json.load(file)["head"]',
    'mean, scale = (np.array(head["standardisation"][name]) for name in ["mean", "scale"])',
    'weights, bias = np.array(head["weights"]), np.array(head["bias"])',
    '',
    '',
    'def probabilities(text):',
    '    scores = weights @ ((vector(text) - mean) / scale) + bias',
    '    if len(scores) == 1:  # two labels: the score is that of the second one',
    '        scores = np.array([0.0, scores[0]])',
    '    shares = np.exp(scores - scores.max())',
    '    return shares / shares.sum()',
    '',
    '',
    ...(view.kind === 'table'
      ? [
          ...frame(view.docId),
          `for text in data[${pythonString(view.column)}]:`,
          '    if not text.strip():',
          '        continue',
        ]
      : [
          'texts = [',
          ...view.texts.map(({ text }) => `    ${pythonString(text)},`),
          ']',
          'for text in texts:',
        ]),
    '    own = probabilities(text)',
    '    print(head["labels"][own.argmax()], *own.round(3), text, sep="\\t")',
  ];
}
