/**
 * Counts the work of code instead of timing it. A step is one execution of a block of JavaScript (V8's precise coverage
 * counts each), or one character, byte or item that a built-in method reads or writes. The count of the same work is the
 * same on every machine.
 *
 * Not counted: how far a pattern backtracks. test/lambdas/patterns.test.ts analyses the patterns themselves.
 *
 * V8 counts the blocks only of functions that it compiles afterwards: call `startCounting` before the code is loaded, in
 * a thread of its own.
 */
import { type Profiler, Session } from 'node:inspector';

const session = new Session();

export function startCounting(): void {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/** The steps of each of several pieces of synchronous work. */
export function countStepsOfEach(works: readonly (() => void)[]): number[] {
  blocksSinceLast();
  return works.map((work) => {
    const builtins = watchBuiltins();
    try {
      work();
    } finally {
      builtins.restore();
    }
    return blocksSinceLast() + builtins.steps();
  });
}

/** Executions of blocks, in our code and in packages, since the last call. */
function blocksSinceLast(): number {
  let blocks = 0;
  // A session in its own thread answers before `post` returns.
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error) throw error;
    for (const script of result) if (isCounted(script)) blocks += blocksOf(script);
  });
  return blocks;
}

const isCounted = ({ url }: Profiler.ScriptCoverage) => url.startsWith('file:') && url !== import.meta.url;

function blocksOf({ functions }: Profiler.ScriptCoverage): number {
  let blocks = 0;
  for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
  return blocks;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
/** Steps of one call, from its receiver, arguments and result. */
type Cost = (self: unknown, args: readonly unknown[], result: unknown) => number;

const sizeOf = (value: unknown): number => {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return 1;
};
const whole: Cost = (self, _, result) => sizeOf(self) + sizeOf(result);
const resultOnly: Cost = (_, __, result) => sizeOf(result);
const argument: Cost = (_, [first]) => sizeOf(first);
/** A search from an offset to the match, or to the end. */
const search: Cost = (self, [what, from], result) => {
  const start = typeof from === 'number' ? from : 0;
  const end = typeof result === 'number' && result >= 0 ? result + sizeOf(what) : sizeOf(self);
  return Math.max(0, end - start);
};
const match: Cost = (_, [text], result) => {
  const found = result as RegExpExecArray | null;
  return found === null ? sizeOf(text) - matchedFrom : found.index + found[0].length - matchedFrom;
};
/** Where the last match began: a pattern has moved its lastIndex when the match is known. */
let matchedFrom = 0;

const BUILTINS: readonly (readonly [owner: object, names: readonly string[], cost: Cost])[] = [
  [String.prototype, ['indexOf'], search],
  [String.prototype, ['slice', 'substring', 'repeat', 'padStart', 'padEnd'], resultOnly],
  [
    String.prototype,
    ['includes', 'lastIndexOf', 'replaceAll', 'split', 'trim', 'trimStart', 'trimEnd', 'toLowerCase'],
    whole,
  ],
  [String.prototype, ['toUpperCase', 'normalize', 'isWellFormed', 'localeCompare', 'concat'], whole],
  [RegExp.prototype, ['exec'], match],
  [Array.prototype, ['indexOf', 'includes', 'join', 'slice', 'concat', 'splice', 'shift', 'unshift'], whole],
  [Array.prototype, ['sort', 'fill', 'reverse'], whole],
  [Buffer.prototype, ['indexOf'], search],
  [Buffer.prototype, ['includes', 'lastIndexOf', 'equals', 'compare', 'fill'], whole],
  [Buffer.prototype, ['toString', 'toJSON'], resultOnly],
  [Buffer, ['concat', 'from'], resultOnly],
  [Uint8Array.prototype, ['set'], argument],
  [TextDecoder.prototype, ['decode'], resultOnly],
  [JSON, ['parse'], argument],
  [JSON, ['stringify'], resultOnly],
];

/** Wraps the built-in methods until `restore`. */
function watchBuiltins() {
  let steps = 0;
  const count = (step: number) => {
    steps += step;
  };
  const restores = BUILTINS.flatMap(([owner, names, cost]) =>
    names.map((name) => watchMethod(owner as Record<string, Method>, name, cost, count)),
  );
  return {
    steps: () => steps,
    restore: () => {
      for (const restore of restores) restore();
    },
  };
}

function watchMethod(
  owner: Record<string, Method>,
  name: string,
  cost: Cost,
  count: (steps: number) => void,
) {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const original = owner[name] as Method;
  const watched = function (this: unknown, ...args: unknown[]) {
    const from = this instanceof RegExp && (this.global || this.sticky) ? this.lastIndex : 0;
    const result = original.apply(this, args);
    matchedFrom = from;
    count(cost(this, args, result));
    return result;
  };
  Object.defineProperty(owner, name, { value: watched, configurable: true, writable: true });
  return () => {
    if (descriptor === undefined) delete owner[name];
    else Object.defineProperty(owner, name, descriptor);
  };
}
