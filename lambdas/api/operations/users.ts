import * as z from 'zod';
import { ErasureIdSchema } from '../../contracts/erasure.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { type UpsertAnswer, UpsertIssueSchema, UpsertRequestSchema } from '../../contracts/upsert-user.ts';
import { remainsOf } from '../../core/lifecycle/remains.ts';
import { isPlaceholder } from '../../core/user/stored-user.ts';
import { keyPartsOfUser, userKeyOf } from '../../core/user/user-key.ts';
import { inApiWords } from '../../core/wording/option-words.ts';
import { RollcallError } from '../../runtime/errors.ts';
import type { Bearer } from '../bearer.ts';
import { MessageSchema } from '../message.ts';
import { operation } from '../operation.ts';
import { readOwnImport } from '../own-import.ts';
import type { ApiPorts } from '../ports.ts';
import { type FieldProblem, Problem } from '../problem.ts';
import { findUser, keyPartsOf, userKeyText } from '../user-key.ts';
import { partsOf, TypeParams, typeOf, UserParams, UserViewSchema } from '../user-of-path.ts';

const MAX_OPEN = 100;

const WarningSchema = UpsertIssueSchema.pick({ field: true }).extend({
  code: z.string(),
  message: MessageSchema,
});

const putUser = operation({
  id: 'putUser',
  method: 'PUT',
  path: '/v1/users/{importType}',
  tag: 'Users',
  summary: 'Creates or updates one user, as an import of a file with this one record would.',
  description:
    'For `participants`. The user is a record of a JSON Lines file: fields that it does not carry stay as they are. It is written at once, also while imports of the tenant are running.',
  permission: 'users:write',
  params: TypeParams,
  body: z
    .strictObject({
      user: z.record(z.string(), z.unknown()),
      options: UpsertRequestSchema.shape.options,
    })
    .meta({ id: 'PutUser' }),
  status: 200,
  result: UserViewSchema.omit({ createdAt: true, updatedAt: true })
    .extend({
      outcome: z.enum(['created', 'updated', 'unchanged']),
      warnings: z.array(WarningSchema),
    })
    .meta({ id: 'PutUserAnswer' }),
  problems: [
    'invalid-request',
    'not-found',
    'conflict',
    'user-refused',
    'unsupported-media-type',
    'too-large',
  ],
  async run({ bearer: { tenant }, params, body, logger }, ports) {
    const request = UpsertRequestSchema.safeParse({ tenant, importType: params.importType, ...body });
    if (!request.success)
      throw new Problem('not-found', 'Single users can be upserted for the import type participants only.');
    const type = await typeOf(ports, tenant, params.importType);
    const answer = await contended(ports.upsertUser(request.data, { logger }));
    if ('errors' in answer.body) throw refused(answer.body.errors);
    const { outcome, user, warnings } = answer.body;
    const fields = new Map(type.key.map((field) => [field, String(user[field])]));
    const key = userKeyText(keyPartsOf(type, { fields, sets: new Map() }));
    return {
      personal: { key },
      body: {
        importType: type.name,
        key,
        user,
        outcome,
        warnings: warnings.map(({ apiErrorCode: code, message, field }) => ({ code, message, field })),
      },
    };
  },
});

type Refusal = Extract<UpsertAnswer['body'], { errors: unknown }>['errors'];

function refused(errors: Refusal): Problem {
  const problems = errors.map(
    ({ message, apiErrorCode: code, field }): FieldProblem => ({
      in: 'body',
      pointer: field === undefined ? '/user' : `/user/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: inApiWords(message),
      code,
    }),
  );
  return new Problem('user-refused', problems.map(({ detail }) => detail).join('; '), { errors: problems });
}

const RemainsSchema = z.object({
  what: z
    .enum(['uploads', 'results', 'work-files', 'import-records', 'backups'])
    .meta({ description: '`import-records`: the first errors and the file names of imports.' }),
  until: z.iso.date().meta({ description: 'At the latest. A day, UTC.' }),
});

const DeleteQuery = z.strictObject({
  files: z.enum(['keep', 'delete']).default('keep').meta({
    description:
      '`delete` also deletes the files of all ended imports of this import type, with their uploads and first errors: whichever contained the user.',
  }),
});

const deleteUser = operation({
  id: 'deleteUser',
  method: 'DELETE',
  path: '/v1/users/{importType}/{key}',
  tag: 'Users',
  summary: 'Erases a user from the tables, and says what remains until when.',
  description:
    'The user, its unique values and its referral codes are deleted at once. What earlier values of the user have left in the tables is deleted within an hour, by an execution (`erasureId`). Files that were uploaded or written before contain the user until they expire: `remains`. Imports in `openImports` may contain the user, and then create it again: erase the user again when they have ended. E-mails that were sent cannot be recalled. Erasing a user again has no further effect.',
  permission: 'users:erase',
  params: UserParams,
  query: DeleteQuery,
  status: 200,
  result: z
    .object({
      erasureId: ErasureIdSchema.meta({
        description: 'Of the part that continues: `GET /v1/erasures/{erasureId}`.',
      }),
      existed: z.boolean(),
      createdAgain: z.boolean().meta({ description: 'A concurrent writer has created the user again.' }),
      openImports: z.array(ImportIdSchema).meta({ description: `At most ${MAX_OPEN}.` }),
      remains: z.array(RemainsSchema),
    })
    .meta({ id: 'ErasedUser' }),
  problems: ['invalid-request', 'not-found', 'conflict'],
  async run({ bearer, params, query }, ports) {
    const { tenant, kind, id, person } = bearer;
    const type = await typeOf(ports, tenant, params.importType);
    const parts = partsOf(type, params.key);
    const found = await findUser(ports.users, type, tenant, parts);
    const user = { importType: type.name, userKey: found?.userKey ?? userKeyOf(tenant, type.name, parts) };
    const withFiles = query.files === 'delete';
    // Started first: if this function dies now, the execution erases the user.
    const by = { kind, id, ...(person !== undefined && { person }) };
    const { erasureId } = await ports.startErasure({ tenant, user, withFiles, by });
    const erased =
      found === undefined
        ? { existed: false, createdAgain: false }
        : await contended(ports.eraseUser({ ...user, tenant }, type));
    const { retentionDays: tenantDays } = await ports.tenants.read(tenant);
    const remains = remainsOf({
      retentionDays: ports.retentionDays,
      tenantDays,
      now: ports.now(),
      withFiles,
      kind: 'user',
    });
    const openImports = await openImportsOf(ports, bearer);
    // The execution may have erased the user between the two.
    const existed = erased.existed || (found !== undefined && !isPlaceholder(found.stored));
    return {
      personal: { key: userKeyText(keyPartsOfUser(user.userKey)) },
      body: { erasureId, ...erased, existed, openImports, remains: [...remains] },
    };
  },
});

/** Imports of types that the bearer may not use are left out: they do not exist for it. */
async function openImportsOf(ports: ApiPorts, bearer: Bearer): Promise<string[]> {
  const ids = await ports.list.open(bearer.tenant, MAX_OPEN);
  if (bearer.importTypes === undefined) return [...ids];
  const isTheirs = await Promise.all(ids.map((id) => isOwnImport(ports, bearer, id)));
  return ids.filter((_, index) => isTheirs[index]);
}

/** A damaged import may contain the user too. */
async function isOwnImport(ports: ApiPorts, bearer: Bearer, importId: string): Promise<boolean> {
  try {
    await readOwnImport(ports, bearer, importId);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.kind === 'import-damaged';
  }
}

/** @throws Problem conflict when other writers of the user came first each time */
async function contended<T>(writing: Promise<T>): Promise<T> {
  return writing.catch((error: unknown) => {
    if (!(error instanceof RollcallError) || error.name !== 'WriteContention') throw error;
    throw new Problem('conflict', 'Other requests are changing this user. Try again.');
  });
}

export const USER_OPERATIONS = [putUser, deleteUser];
