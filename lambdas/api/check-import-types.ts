import { showName } from '../core/wording/show-value.ts';
import { findDefinition } from '../import-types/registry.ts';
import { Problem } from './problem.ts';

/** @throws Problem invalid-request */
export function checkImportTypes(names: readonly string[] | undefined): void {
  const unknown = names?.find((name) => findDefinition(name) === undefined);
  if (unknown === undefined) return;
  const detail = `There is no import type ${showName(unknown)}.`;
  throw new Problem('invalid-request', detail, {
    errors: [{ in: 'body', pointer: '/importTypes', detail }],
  });
}
