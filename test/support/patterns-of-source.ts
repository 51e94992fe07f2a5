import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import * as z from 'zod';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** The file, or the schema, that holds the pattern. */
  readonly where: string;
}

/** What a file does with patterns: its literals and those of zod that it names, and the number of patterns that it builds at run time. */
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

/** `z.regexes.date`: a pattern of zod that a file uses by its name. */
function zodPattern({ type, object, property }: Node): RegExp | undefined {
  if (type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return undefined;
  if (object.type !== 'MemberExpression' || !isNode(object.property)) return undefined;
  if (object.property.name !== 'regexes') return undefined;
  const pattern = (z.regexes as Readonly<Record<string, unknown>>)[String(property.name)];
  return pattern instanceof RegExp ? pattern : undefined;
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
    const named = zodPattern(node);
    if (named) literals.push({ source: named.source, flags: named.flags, where });
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
