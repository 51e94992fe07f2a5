import * as z from 'zod';
import { patchSettings } from '../../commands/patch-settings.ts';
import { SettingsSnapshotSchema, type TenantSettings } from '../../contracts/tenant-settings.ts';
import type { SettingsProblem } from '../../core/tenant-settings/merge-settings.ts';
import { operation } from '../operation.ts';
import { invalidFields, Problem, pointerTo } from '../problem.ts';

/** As they are stored: a host is shown as its origin. Not strict, because answers may get new fields. */
const SettingsViewSchema = z
  .object(SettingsSnapshotSchema.shape)
  .extend({
    allowedHosts: z.array(z.string()),
    locale: z.string().optional(),
    encoding: z.string().optional(),
  })
  .meta({ id: 'TenantSettings' });

const TenantViewSchema = z
  .object({
    name: z.string(),
    version: z
      .int()
      .nonnegative()
      .meta({ description: 'Rises with each change. The `ETag` is the same number in quotes.' }),
    settings: SettingsViewSchema,
  })
  .meta({ id: 'Tenant' });

const getTenant = operation({
  id: 'getTenant',
  method: 'GET',
  path: '/v1/tenant',
  tag: 'Tenant',
  summary: 'Shows the settings of the tenant.',
  permission: 'tenant:read',
  status: 200,
  result: TenantViewSchema,
  async run({ bearer: { tenant } }, { tenants }) {
    // The version first: if the settings change in between, a patch with this version is refused.
    const version = await tenants.readVersion(tenant);
    return answerOf(tenant, await tenants.read(tenant), version);
  },
});

const patchTenant = operation({
  id: 'patchTenant',
  method: 'PATCH',
  path: '/v1/tenant',
  tag: 'Tenant',
  summary: 'Changes settings of the tenant.',
  description:
    'Send the `ETag` of the settings that you have read as `If-Match`. `settings` is a JSON Merge Patch (RFC 7396): what it leaves out stays as it is, `null` restores the default, and a list replaces the whole list. All of it is applied, or nothing. API keys have operations of their own.',
  permission: 'tenant:write',
  body: z
    .strictObject({
      settings: z
        .record(z.string(), z.unknown())
        .meta({ description: 'The settings that change, in the shape of `TenantSettings`.' }),
    })
    .meta({
      id: 'TenantPatch',
    }),
  status: 200,
  result: TenantViewSchema,
  problems: [
    'invalid-request',
    'precondition-required',
    'precondition-failed',
    'unsupported-media-type',
    'too-large',
  ],
  async run({ bearer: { tenant }, body, header, logger }, { tenants }) {
    const tags = header('if-match');
    if (tags === undefined)
      throw new Problem(
        'precondition-required',
        'Read the settings with GET /v1/tenant, and send their ETag as If-Match.',
      );
    const patched = await patchSettings(tenants, {
      tenant,
      patch: body.settings,
      isExpected: (version) => hasTag(tags, tagOf(version)),
    });
    if (patched.ok) {
      logger.info('tenant settings changed', { tenant, version: patched.version });
      const { changed } = patched;
      return { ...answerOf(tenant, patched.settings, patched.version), changed };
    }
    if (patched.code === 'Invalid') throw invalid(patched.problems);
    throw new Problem(
      'precondition-failed',
      'The settings have changed since you read them. Read them again, and apply your change to them.',
    );
  },
});

function answerOf(name: string, { apiKeys: _, ...settings }: TenantSettings, version: number) {
  return { body: { name, version, settings }, headers: { etag: tagOf(version) } };
}

function tagOf(version: number): string {
  return `"${version}"`;
}

/** `If-Match` compares strongly: a weak tag matches nothing. */
function hasTag(ifMatch: string, tag: string): boolean {
  const tags = ifMatch.split(',').map((one) => one.trim());
  return tags.includes('*') || tags.includes(tag);
}

function invalid(problems: readonly SettingsProblem[]): Problem {
  return invalidFields(
    problems.map(({ path, message }) => ({
      in: 'body',
      pointer: pointerTo(['settings', ...path]),
      detail: message,
    })),
  );
}

export const TENANT_OPERATIONS = [getTenant, patchTenant];
