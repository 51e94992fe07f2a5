import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** The file, or the schema, that holds the pattern. */
  readonly where: string;
}

/** What a file does with patterns: its literals, and the number of patterns that it builds at run time. */
export interface PatternsOfFile {
  readonly literals: readonly Pattern[];
  readonly built: number;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** All nodes of a syntax tree. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

const isRegExp = (value: unknown): boolean => isNode(value) && value.name === 'RegExp';

/** Finds the patterns of TypeScript text by parsing it, so that none depends on a search for slashes. */
export function patternsIn(where: string, text: string): PatternsOfFile {
  const { program, errors } = parseSync(where, text);
  if (errors.length > 0) throw new Error(`${where} cannot be parsed: ${errors[0]?.message}`);
  const literals: Pattern[] = [];
  let built = 0;
  for (const node of nodesOf(program)) {
    const regex = node.regex as { pattern: string; flags: string } | undefined;
    if (node.type === 'Literal' && regex) literals.push({ source: regex.pattern, flags: regex.flags, where });
    const isBuilt =
      (node.type === 'NewExpression' || node.type === 'CallExpression') && isRegExp(node.callee);
    if (isBuilt) built++;
  }
  return { literals, built };
}

/** The patterns of every source file of `folder`. */
export function patternsOfFolder(folder: string): readonly (PatternsOfFile & { readonly file: string })[] {
  return globSync(`${folder}/**/*.ts`)
    .sort()
    .map((file) => ({ file, ...patternsIn(file, readFileSync(file, 'utf8')) }));
}
