/** A template uses a part of Jinja that prompts do without. */
export class UnsupportedPart extends Error {
  constructor(readonly part: string) {
    super(part);
  }
}

/** Filters that a template may use: each gives a text or a number, and takes no time to speak of. */
const filters: ReadonlySet<string> = new Set([
  'capitalize',
  'default',
  'indent',
  'length',
  'lower',
  'replace',
  'string',
  'title',
  'trim',
  'upper',
]);

/** Names that Jinja itself gives a value. */
const constants: ReadonlySet<string> = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** A node of the template's syntax tree, as `@huggingface/jinja` builds it. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** The parts of each kind of node that hold further nodes; kinds that are not here are refused. */
const children: Readonly<Record<string, readonly string[]>> = {
  Program: ['body'],
  Comment: [],
  If: ['test', 'body', 'alternate'],
  Ternary: ['condition', 'trueExpr', 'falseExpr'],
  StringLiteral: [],
  IntegerLiteral: [],
  FloatLiteral: [],
  BinaryExpression: ['left', 'right'],
  UnaryExpression: ['argument'],
  TestExpression: ['operand'],
  SelectExpression: ['lhs', 'test'],
  FilterExpression: ['operand'],
  KeywordArgumentExpression: ['value'],
  MemberExpression: ['object'],
  SliceExpression: ['start', 'stop', 'step'],
};

/**
 * The variables that a parsed template uses. Loops, macros and calls are refused: a prompt needs none,
 * and without them filling it in cannot take long.
 * @throws UnsupportedPart
 */
export function usedNames(program: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  visit(program as Node, names);
  return names;
}

function visit(node: Node, names: Set<string>): void {
  if (node.type === 'Identifier') {
    const name = String(node['value']);
    if (!constants.has(name)) {
      names.add(name);
    }
    return;
  }
  const parts = children[node.type];
  if (parts === undefined) {
    throw new UnsupportedPart(node.type);
  }
  visitAll(
    parts.map((part) => node[part]),
    names,
  );
  if (node.type === 'FilterExpression') {
    visitFilter(node['filter'] as Node, names);
  } else if (node.type === 'MemberExpression') {
    visitMember(node, names);
  }
}

/** Parts of a text are taken by a slice, `text[:500]`; it has no properties of use. */
function visitMember({ computed, property }: Node, names: Set<string>): void {
  const part = property as Node;
  if (computed !== true || part.type !== 'SliceExpression') {
    throw new UnsupportedPart('MemberExpression');
  }
  visit(part, names);
}

/** `| trim`, or with arguments `| replace("a", "b")`. */
function visitFilter(filter: Node, names: Set<string>): void {
  const called = filter.type === 'CallExpression';
  const name = String((called ? (filter['callee'] as Node) : filter)['value']);
  if (!filters.has(name)) {
    throw new UnsupportedPart(name);
  }
  if (called) {
    visitAll([filter['args']], names);
  }
}

function visitAll(parts: readonly unknown[], names: Set<string>): void {
  for (const part of parts.flat()) {
    if (part !== undefined && part !== null) {
      visit(part as Node, names);
    }
  }
}
