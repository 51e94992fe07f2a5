import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../lambdas/contracts/default-options.ts';
import { ImportOptionsSchema } from '../../../lambdas/contracts/import-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';

describe('constants for the check worker, which has no schemas', () => {
  it('the settings of a tenant without settings are those of the schema', () => {
    expect(NO_SETTINGS).toEqual(TenantSettingsSchema.parse({}));
  });

  it('the options of an import that names none are those of the schema', () => {
    expect(DEFAULT_OPTIONS).toEqual(ImportOptionsSchema.parse({}));
  });
});
