import * as z from 'zod';
import {
  createApiKey,
  type KeyEditor,
  type KeyRefused,
  revokeApiKey,
  rotateApiKey,
  SETTINGS_KEY_PREFIX,
} from '../../commands/edit-api-keys.ts';
import { ApiKeyIdSchema, ApiKeyNameSchema, GRACE_MINUTES } from '../../contracts/api-key.ts';
import { TenantRoleSchema } from '../../contracts/permissions.ts';
import { ApiKeyViewSchema, apiKeyView, settingsKeyView } from '../api-key-view.ts';
import type { Bearer } from '../bearer.ts';
import { checkImportTypes } from '../check-import-types.ts';
import { operation } from '../operation.ts';
import { Problem, type ProblemName } from '../problem.ts';
import { requestedRights } from '../requested-rights.ts';

const KeyWithSecretSchema = ApiKeyViewSchema.extend({
  token: z.string().meta({ description: 'The key itself, `rk_…`. It is shown here only.' }),
}).meta({ id: 'ApiKeyWithSecret' });

const createKey = operation({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'Creates an API key. It cannot do more than the bearer that you use.',
  description: 'The answer is the only place where the key is shown.',
  permission: 'keys:write',
  body: z
    .strictObject({
      name: ApiKeyNameSchema,
      role: TenantRoleSchema.default('tenant-admin'),
      ...requestedRights('key'),
      validUntil: z.iso
        .datetime()
        .optional()
        .meta({ description: 'Absent: until it is revoked, or as long as your key.' }),
    })
    .meta({ id: 'ApiKeyRequest' }),
  status: 201,
  result: KeyWithSecretSchema,
  problems: ['invalid-request', 'conflict', 'unsupported-media-type', 'too-large'],
  async run({ bearer, body }, ports) {
    checkImportTypes(body.importTypes);
    const created = await createApiKey(ports, editorOf(bearer), body);
    if (!created.ok) throw problemOf(created);
    return { body: { ...apiKeyView(created.key, ports.now()), token: created.text } };
  },
});

const listKeys = operation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'Lists the API keys of the tenant, without the keys themselves.',
  description:
    'Keys that have expired or were revoked are listed for 90 more days. `lastUsedAt` may be 10 minutes late.',
  permission: 'keys:read',
  status: 200,
  result: z.object({ apiKeys: z.array(ApiKeyViewSchema) }),
  async run({ bearer: { tenant } }, { apiKeys, tenants, now }) {
    const [items, settings] = await Promise.all([apiKeys.list(tenant), tenants.read(tenant)]);
    const views = items.map((key) => apiKeyView(key, now()));
    return {
      body: {
        apiKeys: [...views, ...settings.apiKeys.map(settingsKeyView)].sort((a, b) =>
          a.createdAt < b.createdAt ? -1 : 1,
        ),
      },
    };
  },
});

const rotateKey = operation({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/v1/api-keys/{keyId}/rotate',
  tag: 'API keys',
  summary: 'Gives an API key another secret.',
  description:
    'The secret before stays valid for `graceMinutes`; a second rotation ends it at once. The key keeps its id, name and rights. You can rotate a key that may do no more than the bearer that you use.',
  permission: 'keys:write',
  params: z.object({ keyId: ApiKeyIdSchema }),
  body: z.strictObject({
    graceMinutes: z.int().min(0).max(GRACE_MINUTES.most).default(GRACE_MINUTES.byDefault),
  }),
  status: 200,
  result: KeyWithSecretSchema,
  problems: ['invalid-request', 'not-found', 'conflict', 'unsupported-media-type', 'too-large'],
  async run({ bearer, params, body }, ports) {
    const rotated = await rotateApiKey(ports, editorOf(bearer), { ...params, ...body });
    if (!rotated.ok) throw problemOf(rotated);
    return { body: { ...apiKeyView(rotated.key, ports.now()), token: rotated.text } };
  },
});

const revokeKey = operation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/{keyId}',
  tag: 'API keys',
  summary: 'Revokes an API key, and with it the sessions that it has created.',
  permission: 'keys:write',
  params: z.object({
    keyId: z.union([ApiKeyIdSchema, z.string().startsWith(SETTINGS_KEY_PREFIX).max(200)]),
  }),
  status: 204,
  problems: ['not-found', 'conflict'],
  async run({ bearer, params }, ports) {
    const revoked = await revokeApiKey(ports, bearer.tenant, params.keyId);
    if (!revoked.ok) throw problemOf(revoked);
    return { body: undefined };
  },
});

/**
 * A session that was given `keys:write` edits keys for its creator, whose rights limit the keys: they outlive the session, and
 * may create sessions.
 */
function editorOf({ tenant, kind, id, creator, ...own }: Bearer): KeyEditor {
  const rights = creator === undefined ? own : { ...creator, importTypes: own.importTypes };
  return { tenant, actor: { kind, id }, rights };
}

const PROBLEM_OF: Readonly<Record<KeyRefused['code'], ProblemName>> = {
  TooManyRights: 'forbidden',
  TooManyKeys: 'conflict',
  InvalidKey: 'invalid-request',
  AlreadyExists: 'conflict',
  NoSuchKey: 'not-found',
  Revoked: 'conflict',
  Changed: 'conflict',
};

function problemOf({ code, message, field }: KeyRefused): Problem {
  return new Problem(
    PROBLEM_OF[code],
    message,
    field === undefined ? {} : { errors: [{ in: 'body', pointer: `/${field}`, detail: message }] },
  );
}

export const API_KEY_OPERATIONS = [createKey, listKeys, rotateKey, revokeKey];
