import { createHash, randomInt, randomUUID } from 'node:crypto';
import { isObject, type Json, sameJson } from './json.ts';
import { StatesError } from './states-error.ts';

/** The functions and their numbers of arguments, by name. `evaluateText` implements States.Format. */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': { min: 0, max: Number.POSITIVE_INFINITY, apply: (...items) => items },
  'States.ArrayContains': {
    min: 2,
    max: 2,
    apply: (list, wanted) => array(list).some((item) => sameJson(item, wanted)),
  },
  'States.ArrayGetItem': { min: 2, max: 2, apply: (list, index) => itemAt(array(list), integer(index)) },
  'States.ArrayLength': { min: 1, max: 1, apply: (list) => array(list).length },
  'States.ArrayPartition': { min: 2, max: 2, apply: (list, size) => partition(array(list), integer(size)) },
  'States.ArrayRange': {
    min: 3,
    max: 3,
    apply: (first, last, step) => range(integer(first), integer(last), integer(step)),
  },
  'States.ArrayUnique': {
    min: 1,
    max: 1,
    apply: (list) =>
      array(list).filter((item, i, all) => all.findIndex((other) => sameJson(item, other)) === i),
  },
  'States.Base64Decode': { min: 1, max: 1, apply: (data) => Buffer.from(text(data), 'base64').toString() },
  'States.Base64Encode': { min: 1, max: 1, apply: (data) => Buffer.from(text(data)).toString('base64') },
  'States.Hash': { min: 2, max: 2, apply: (data, algorithm) => hash(data, text(algorithm)) },
  'States.JsonMerge': { min: 3, max: 3, apply: (a, b, deep) => merge(a, b, deep) },
  'States.JsonToString': { min: 1, max: 1, apply: (data) => JSON.stringify(data) },
  'States.MathAdd': { min: 2, max: 2, apply: (a, b) => integer(a) + integer(b) },
  // The third argument on AWS, a seed, is refused, because the sequence of AWS cannot be reproduced.
  'States.MathRandom': { min: 2, max: 2, apply: (from, to) => random(integer(from), integer(to)) },
  'States.StringSplit': { min: 2, max: 2, apply: (data, separators) => split(text(data), text(separators)) },
  'States.StringToJson': { min: 1, max: 1, apply: (data) => parseJson(text(data)) },
  'States.UUID': { min: 0, max: 0, apply: () => randomUUID() },
};

export interface IntrinsicFunction {
  readonly min: number;
  readonly max: number;
  readonly apply: (...args: [Json, Json, Json, ...Json[]]) => Json;
}

/** States.IntrinsicFailure: catchable, unlike States.Runtime. */
export function intrinsicFailure(cause: string): StatesError {
  return new StatesError('States.IntrinsicFailure', cause);
}

function array(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  throw intrinsicFailure('An intrinsic function expected an array.');
}

function text(value: Json): string {
  if (typeof value === 'string') return value;
  throw intrinsicFailure('An intrinsic function expected a string.');
}

/** AWS rounds a fraction to the nearest integer. */
function integer(value: Json): number {
  if (typeof value === 'number') return Math.round(value);
  throw intrinsicFailure('An intrinsic function expected a number.');
}

function itemAt(list: Json[], index: number): Json {
  const item = index < 0 ? undefined : list[index];
  if (item === undefined) throw intrinsicFailure('States.ArrayGetItem: the index is outside the array.');
  return item;
}

function partition(list: Json[], size: number): Json[] {
  if (size < 1) throw intrinsicFailure('States.ArrayPartition: the chunk size must be positive.');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

function range(first: number, last: number, step: number): Json[] {
  const count = step === 0 ? Number.NaN : Math.floor((last - first) / step) + 1;
  if (!(count <= 1_000)) throw intrinsicFailure('States.ArrayRange: step 0, or more than 1,000 items.');
  return Array.from({ length: Math.max(count, 0) }, (_, i) => first + i * step);
}

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function hash(data: Json, algorithm: string): string {
  const known = algorithms[algorithm];
  if (known === undefined) throw intrinsicFailure('States.Hash: unknown algorithm.');
  return createHash(known)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}

function merge(a: Json, b: Json, deep: Json): Json {
  if (deep !== false || !isObject(a) || !isObject(b)) {
    throw intrinsicFailure('States.JsonMerge: expected two objects and false.');
  }
  return Object.fromEntries([...Object.entries(a), ...Object.entries(b)]);
}

function random(from: number, to: number): number {
  if (from >= to) throw intrinsicFailure('States.MathRandom: the end must be above the start.');
  return randomInt(from, to);
}

/** Each character of `separators` is a separator. Like AWS, it omits empty parts. */
function split(data: string, separators: string): Json[] {
  const pieces: string[] = [''];
  for (const char of data) {
    if (separators.includes(char)) pieces.push('');
    else pieces.push(`${pieces.pop()}${char}`);
  }
  return pieces.filter((piece) => piece !== '');
}

function parseJson(data: string): Json {
  try {
    return JSON.parse(data);
  } catch {
    throw intrinsicFailure('States.StringToJson: the text is not JSON.');
  }
}
