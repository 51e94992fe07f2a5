import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { Program } from '../../../lambdas/contracts/tenant-settings.ts';
import { participants as definition } from '../../../lambdas/import-types/participants.ts';

/** The participants of a tenant that has decided nothing. */
export const participants = participantsOf([]);

export function participantsOf(programs: Program[]) {
  return definition.resolve({ settings: { ...NO_SETTINGS, programs }, parameters: undefined });
}
