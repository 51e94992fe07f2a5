import type { Identity } from './identity.ts';
import { intrinsics, type Scope } from './intrinsics.ts';
import type { Json, Stack } from './stack.ts';

/** Resolves the intrinsic functions of a template value. */
export type Resolve = (value: Json, where: string) => Json;

/**
 * @throws for an unsupported function, resource or attribute, with its place
 */
export function createResolve(stack: Stack, identities: ReadonlyMap<string, Identity>): Resolve {
  const resolve: Resolve = (value, where) => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) {
      return value.map((element: Json, index) => resolve(element, `${where}[${index}]`)).filter(isPresent);
    }
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      const apply = intrinsics[first[0]];
      if (apply === undefined) throw new Error(`${where}: ${first[0]} is not supported`);
      return apply(first[1], scope, where);
    }
    return Object.fromEntries(
      entries
        .map(([key, member]) => [key, resolve(member, `${where}.${key}`)])
        .filter(([, v]) => isPresent(v as Json)),
    );
  };
  const scope: Scope = { stack, identities, resolve };
  return resolve;
}

/** `AWS::NoValue` is represented as undefined until its property or element is removed. */
const isPresent = (value: Json): boolean => value !== undefined;
