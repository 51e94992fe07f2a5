import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { FunctionUrlEventSchema } from '../../../../lambdas/contracts/function-url-event.ts';
import type { ApiAnswer, ImportRow } from '../../../../lambdas/contracts/group-members-api.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { TenantSettings } from '../../../../lambdas/contracts/tenant-settings.ts';
import { createGroupMembersApi } from '../../../../lambdas/tasks/group-members-api/handler.ts';
import type { GroupMembersApiPorts } from '../../../../lambdas/tasks/group-members-api/ports.ts';
import { NETWORK } from '../../import-types/network.ts';
import { NOW } from '../../support/import-item.ts';
import { ANY_TENANT, memoryAccess } from '../../support/memory-access.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import { memoryTables } from '../../support/memory-tables.ts';

export const KEY = `rk_acme_${'0123456789ab'.repeat(4)}`;
const keyEntry = (key: string) => ({
  name: 'test',
  sha256: createHash('sha256').update(key).digest('hex'),
  createdAt: NOW.toISOString(),
});

interface PutObject {
  readonly key: string;
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Answer extends ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly object: ApiAnswer['object'] & { readonly output: readonly ImportRow[] };
}

interface Request {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const never = async () => {
  throw new Error('not expected to be called');
};

/** The API on tables in memory: the tenant acme with the network of the tests, and whatever uploads there are. */
export function startApi({
  settings = {},
  uploads = {},
  ports = {},
}: {
  readonly settings?: Partial<TenantSettings>;
  readonly uploads?: Readonly<Record<string, string | Buffer>>;
  readonly ports?: Partial<GroupMembersApiPorts>;
} = {}) {
  const tables = memoryTables();
  const put: PutObject[] = [];
  const objects = new Map(Object.entries(uploads).map(([key, content]) => [key, Buffer.from(content)]));
  const tenants = new Map([['acme', { ...NETWORK, apiKeys: [keyEntry(KEY)], ...settings }]]);
  const run = createGroupMembersApi({
    tenants: { read: async (tenant) => tenants.get(tenant) ?? NO_SETTINGS },
    ...ANY_TENANT,
    apiKeys: memoryAccess().apiKeys,
    requestsPerSecond: 50,
    users: tables.userStore(async () => undefined),
    claims: tables.claimStore(async () => undefined),
    objects: {
      head: async (_, key) => {
        const size = objects.get(key)?.length;
        return size === undefined ? undefined : { etag: 'e', size, metadata: {}, versionId: 'v' };
      },
      open: async ({ key }) => Readable.from([objects.get(key)]),
      put: async (_, key, body, __, metadata = {}) => void put.push({ key, text: body.toString(), metadata }),
    },
    imports: { findByRequest: never },
    fetch: never,
    uploadsBucket: 'uploads',
    writeConcurrency: 4,
    now: () => NOW,
    wait: async () => undefined,
    ...ports,
  });
  const send = async ({ path = '', method = 'POST', headers = {}, body = '' }: Request): Promise<Answer> => {
    const event = FunctionUrlEventSchema.parse({
      version: '2.0',
      rawPath: path,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
      requestContext: { http: { method } },
      body,
    });
    const result = await run(event, RUNTIME);
    return { ...JSON.parse(result.body), status: result.statusCode, headers: result.headers };
  };
  return {
    tables,
    put,
    send,
    evaluate: (body: object) =>
      send({ path: '/api/v1/en_US/user/import-evaluate-csv', body: JSON.stringify(body) }),
    bulkImport: (body: object) =>
      send({ path: '/api/v1/en_US/user/bulk-import', body: JSON.stringify(body) }),
    /** By key, fields only. */
    users: () =>
      Object.fromEntries([...tables.users].map(([key, { user }]) => [key, Object.fromEntries(user.fields)])),
  };
}
