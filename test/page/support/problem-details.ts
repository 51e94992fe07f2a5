import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

interface Detail {
  readonly file: string;
  readonly kind: string;
  readonly detail: string;
}

/** Functions that make a refusal of a command, which the API answers as a problem. */
const REFUSALS = ['refuse', 'refused'];

/**
 * What the code of the API says in problems: each text in `new Problem(kind, text)` and `refuse(code, text)`, with a number for
 * a value.
 */
export function problemDetails(): readonly Detail[] {
  return globSync('lambdas/{api,commands,core/access}/**/*.ts', { cwd: ROOT }).flatMap((file) => {
    const { program } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
    const nodes = [...nodesOf(program)];
    return nodes.filter(isProblem).flatMap(({ arguments: args }) => {
      const [kind, detail] = args as readonly Node[];
      return textsOf(kind, nodes).flatMap((name) =>
        textsOf(detail, nodes).map((text) => ({ file, kind: name, detail: text })),
      );
    });
  });
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Node;
    yield* nodesOf(Object.values(value));
  }
}

function isProblem({ type, callee }: Node): boolean {
  const name = String((callee as Node | undefined)?.name);
  return type === 'NewExpression' ? name === 'Problem' : type === 'CallExpression' && REFUSALS.includes(name);
}

/** The texts that an expression can be; none if it is computed elsewhere. */
function textsOf(node: Node | undefined, nodes: readonly Node[]): readonly string[] {
  if (node?.type === 'Literal') return [String(node.value)];
  if (node?.type === 'TemplateLiteral') {
    const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
    const values = (node.expressions as readonly Node[]).map((value) => textsOf(value, nodes)[0] ?? '2');
    return [quasis.map(({ value }, i) => value.cooked + (values[i] ?? '')).join('')];
  }
  if (node?.type === 'ConditionalExpression')
    return [node.consequent, node.alternate].flatMap((part) => textsOf(part as Node, nodes));
  if (node?.type === 'Identifier') return declared(node, nodes).flatMap((init) => textsOf(init, nodes));
  if (node?.type === 'MemberExpression' && node.computed)
    return declared(node.object as Node, nodes).flatMap((init) => textsOf(init, nodes));
  if (node?.type === 'TSAsExpression') return textsOf(node.expression as Node, nodes);
  if (node?.type === 'ObjectExpression')
    return (node.properties as readonly Node[]).flatMap(({ value }) => textsOf(value as Node, nodes));
  return [];
}

function declared(identifier: Node, nodes: readonly Node[]): readonly Node[] {
  return nodes
    .filter(({ type, id }) => type === 'VariableDeclarator' && (id as Node).name === identifier.name)
    .flatMap(({ init }) => (init as Node | null) ?? []);
}
