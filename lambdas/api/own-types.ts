import { PERMISSIONS_OF_ROLE, PERMISSIONS_OF_TYPES, type Permission } from '../contracts/permissions.ts';
import { showName } from '../core/wording/show-value.ts';
import { type Bearer, type Caller, isOperator } from './bearer.ts';
import { Problem } from './problem.ts';

/** Whether the bearer may see and create things of this import type. */
export function mayUse({ importTypes }: Pick<Bearer, 'importTypes'>, importType: string): boolean {
  return importTypes === undefined || importTypes.includes(importType);
}

/** The parameter of a path that names an import type: `/v1/import-types/{name}/…`, `/v1/users/{importType}/…`. */
const TYPE_PARAMETER = /\/(?:import-types|users)\/\{(\w+)\}/;

/**
 * An import type that the bearer may not use does not exist for it.
 * @throws Problem not-found
 */
export function checkPathType(
  path: string,
  caller: Caller,
  params: Readonly<Record<string, unknown>> = {},
): void {
  const parameter = TYPE_PARAMETER.exec(path)?.[1];
  if (parameter === undefined || isOperator(caller)) return;
  const name = String(params[parameter]);
  if (!mayUse(caller, name)) throw new Problem('not-found', `There is no import type ${showName(name)}.`);
}

/** Whether the caller does not have the permission only because it is limited to import types. */
export function isLimitedFrom(caller: Caller, permission: Permission): boolean {
  if (isOperator(caller) || caller.importTypes === undefined) return false;
  const ofRole: readonly Permission[] = PERMISSIONS_OF_ROLE[caller.role];
  return ofRole.includes(permission) && !PERMISSIONS_OF_TYPES.includes(permission);
}
