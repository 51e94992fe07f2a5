import type { OperationTexts } from '../texts/operations/operation-texts.ts';

export type Act = keyof OperationTexts;

/** What operators do, and administrators who invoke functions: all that the trail of the stage has. */
export const STAGE_ACTS: readonly Act[] = [
  'changeTenant',
  'createApiKey',
  'createSession',
  'createTenant',
  'discardDeadLetter',
  'editTenant',
  'eraseTenantByName',
  'releaseTurn',
  'resendDeadLetter',
  'resendDeadLetters',
  'revokeApiKey',
  'revokeSession',
  'rotateApiKey',
  'tenantErased',
];
