import type { SetOperation, User, UserChange } from './user.ts';

/** The sets after the change. A set without elements is absent. */
export function applySetOperations(sets: User['sets'], changes: UserChange['sets']): User['sets'] {
  if (changes.size === 0) return sets;
  const next = new Map(sets);
  for (const [name, operations] of changes) {
    const elements = apply(next.get(name) ?? new Set(), operations);
    if (elements.size === 0) next.delete(name);
    else next.set(name, elements);
  }
  return next;
}

function apply(elements: ReadonlySet<string>, operations: readonly SetOperation[]): ReadonlySet<string> {
  const next = new Set(elements);
  for (const operation of operations) {
    if (operation.kind === 'clear') next.clear();
    else if (operation.kind === 'add') next.add(operation.element);
    else next.delete(operation.element);
  }
  return next;
}
