import { isObject, type Json, type JsonObject, ownValue } from './json.ts';
import { runtimeError } from './states-error.ts';

/** The roots of paths: the state's data (`$`) and the context object (`$$`). */
export interface Roots {
  readonly input: Json;
  readonly context: JsonObject;
}

export type Step =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined };

export interface Path {
  readonly text: string;
  readonly root: 'input' | 'context';
  readonly steps: readonly Step[];
  /** True if the path names at most one value (a reference path), false if it collects values into an array. */
  readonly definite: boolean;
}

const stepPattern =
  /\.(?<name>[\p{L}\p{Nl}_][\p{L}\p{N}_-]*)|\.(?<star>\*)|\[(?<index>-?\d+)\]|\[(?<all>\*)\]|\[(?<from>-?\d*):(?<to>-?\d*)\]|\['(?<single>[^']*)'\]|\["(?<double>[^"]*)"\]/uy;

const parsed = new Map<string, Path>();

/**
 * Parses a JSONPath: `$` or `$$`, then names, quoted names, indexes, `*` and slices.
 * @throws Error for anything else (`..`, filters, unions, functions), which are not supported here
 */
export function parsePath(text: string): Path {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const root = text.startsWith('$$') ? 'context' : 'input';
  if (!text.startsWith('$')) throw new Error(`'${text}' is not a JSONPath: it must begin with $`);
  const steps: Step[] = [];
  let position = root === 'context' ? 2 : 1;
  while (position < text.length) {
    stepPattern.lastIndex = position;
    const match = stepPattern.exec(text);
    if (match?.groups === undefined) {
      throw new Error(`'${text}' is not supported as a JSONPath from '${text.slice(position)}' on`);
    }
    steps.push(toStep(match.groups));
    position = stepPattern.lastIndex;
  }
  const definite = steps.every(({ kind }) => kind === 'key' || kind === 'index');
  const path: Path = { text, root, steps, definite };
  parsed.set(text, path);
  return path;
}

function toStep(groups: Record<string, string | undefined>): Step {
  const { name, star, index, all, from, to, single, double } = groups;
  if (star !== undefined || all !== undefined) return { kind: 'all' };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (from !== undefined) return { kind: 'slice', from: toBound(from), to: toBound(to) };
  return { kind: 'key', name: name ?? single ?? double ?? '' };
}

function toBound(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** The value at a path: undefined if a definite path does not exist, an array for an indefinite path. */
export function findPath(text: string, roots: Roots): Json | undefined {
  const path = parsePath(text);
  let found: Json[] = [roots[path.root]];
  for (const step of path.steps) found = found.flatMap((value) => take(value, step));
  return path.definite ? found[0] : found;
}

function take(value: Json, step: Step): Json[] {
  if (step.kind === 'key') {
    const inner = isObject(value) ? ownValue(value, step.name) : undefined;
    return inner === undefined ? [] : [inner];
  }
  if (step.kind === 'all') {
    return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  }
  if (!Array.isArray(value)) return [];
  if (step.kind === 'slice') return value.slice(step.from, step.to);
  const item = value.at(step.index);
  return item === undefined ? [] : [item];
}

/**
 * The value at a path.
 * @throws StatesError States.Runtime if it does not exist. The message contains the path, never data.
 */
export function readPath(text: string, roots: Roots, field: string): Json {
  const value = findPath(text, roots);
  if (value === undefined) {
    throw runtimeError(`The JSONPath '${text}' specified for the field '${field}' could not be found.`);
  }
  return value;
}
