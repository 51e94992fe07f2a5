import * as z from 'zod';
import { listUsers, shownUser } from '../../commands/list-users/list-users.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { keyPartsOfUser, userKeyOf } from '../../core/user/user-key.ts';
import { mayBeListed } from '../../core/user/user-list.ts';
import { operation } from '../operation.ts';
import { CURSOR_ADVICE } from '../page-cursor.ts';
import { invalidFields } from '../problem.ts';
import { encodedKeyText, findUser, keyPartsOf, readUserKeyText, userKeyText } from '../user-key.ts';
import { noSuchUser, partsOf, TypeParams, typeOf, UserParams, UserViewSchema } from '../user-of-path.ts';

const MAX_PAGE = 100;

const ListQuery = z.strictObject({
  cursor: z.string().min(1, CURSOR_ADVICE).max(4096).optional().meta({
    description: '`next` of the page before. Continues behind this user, also if it was erased since.',
  }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
});

const listUsersOfType = operation({
  id: 'listUsers',
  method: 'GET',
  path: '/v1/users/{importType}',
  tag: 'Users',
  summary: "Lists the tenant's users of an import type, in the order of their keys.",
  description: `A page may have fewer users than \`limit\`: it has at most some 4 MB. There are no more only if \`next\` is absent. A new user can take a second to appear. Users whose whole key has more than 1,000 bytes are not listed, nor are those that only a version of Rollcall before 0.2 has written.`,
  permission: 'users:read',
  params: TypeParams,
  query: ListQuery,
  status: 200,
  result: z.object({ users: z.array(UserViewSchema), next: z.string().optional() }).meta({ id: 'UserPage' }),
  problems: ['invalid-request', 'not-found'],
  async run({ bearer: { tenant }, params, query: { cursor, limit } }, ports) {
    const type = await typeOf(ports, tenant, params.importType);
    const after = cursor === undefined ? undefined : userBehind(type, tenant, cursor);
    const { users, next } = await listUsers(ports.userList, {
      tenant,
      importType: type.name,
      after,
      limit,
    });
    return {
      body: {
        users: users.map(({ userKey, ...user }) => ({
          importType: type.name,
          key: userKeyText(keyPartsOfUser(userKey)),
          ...user,
        })),
        ...(next !== undefined && { next: encodedKeyText(keyPartsOfUser(next)) }),
      },
    };
  },
});

/** @throws Problem invalid-request */
function userBehind({ name, key }: ImportType, tenant: string, cursor: string): string {
  const parts = readUserKeyText(cursor);
  const userKey = parts?.length === key.length ? userKeyOf(tenant, name, parts) : undefined;
  if (userKey !== undefined && mayBeListed(userKey)) return userKey;
  throw invalidFields([{ in: 'query', pointer: 'cursor', detail: CURSOR_ADVICE }]);
}

const getUser = operation({
  id: 'getUser',
  method: 'GET',
  path: '/v1/users/{importType}/{key}',
  tag: 'Users',
  summary: 'Shows a user as it is stored.',
  permission: 'users:read',
  params: UserParams,
  status: 200,
  result: UserViewSchema,
  problems: ['not-found'],
  async run({ bearer: { tenant }, params }, ports) {
    const type = await typeOf(ports, tenant, params.importType);
    const found = await findUser(ports.userList, type, tenant, partsOf(type, params.key));
    const shown = found && shownUser(found.userKey, found.stored);
    if (found === undefined || shown === undefined) throw noSuchUser();
    const key = userKeyText(keyPartsOf(type, found.stored.user));
    const { userKey: _, ...user } = shown;
    return { body: { importType: type.name, key, ...user } };
  },
});

export const READ_USER_OPERATIONS = [listUsersOfType, getUser];
