import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/tenant-settings.ts';
import { UpsertAnswerSchema, UpsertRequestSchema } from '../../../../lambdas/contracts/upsert-user.ts';
import { generatedCodes } from '../../../../lambdas/import-types/referral-programs.ts';
import { memoryTables } from '../../support/memory-tables.ts';
import { upsertOn } from './upsert-on.ts';

const ANN = { accountId: 'a', id: 'ann' };
const BOB = { accountId: 'a', id: 'bob' };
const KEY = 'acme/participants/a/ann';
const CODE = generatedCodes(KEY, 'p')[0];

describe('one user by itself', () => {
  it('is created with 201, and answered as it stands in the table, nested', async () => {
    const upsert = upsertOn(memoryTables());
    const user = { ...ANN, 'customFields.plan': 'gold', customFields: { seats: 2 }, segments: ['vip', 'a'] };
    const answer = await upsert(user);
    expect(UpsertAnswerSchema.parse(answer)).toEqual({
      statusCode: 201,
      body: {
        outcome: 'created',
        user: {
          ...ANN,
          customFields: { plan: 'gold', seats: 2 },
          referralCodes: { p: CODE },
          shareLinks: { p: `https://share.example/${CODE}` },
          segments: ['a', 'vip'],
        },
        warnings: [],
      },
    });
  });

  it('is unchanged when its answer is sent again', async () => {
    const upsert = upsertOn(memoryTables());
    const first = await upsert({ ...ANN, referredByCodes: [CODE], dateCreated: '2026-03-01' });
    if (!('user' in first.body)) throw new Error('refused');
    expect(await upsert(first.body.user)).toEqual({
      statusCode: 200,
      body: { ...first.body, outcome: 'unchanged' },
    });
  });

  it('is updated by what the request carries and nothing else', async () => {
    const upsert = upsertOn(memoryTables(), NO_SETTINGS);
    await upsert({ ...ANN, firstName: 'Ann', lastName: 'Lee' });
    expect(await upsert({ ...ANN, firstName: null, lastName: 'Li' })).toEqual({
      statusCode: 200,
      body: { outcome: 'updated', user: { ...ANN, lastName: 'Li' }, warnings: [] },
    });
  });

  it.each([
    ['no id', { accountId: 'a' }, 'BAD_REQUEST', 'This request requires a valid non-empty id', 'id'],
    [
      'a malformed locale',
      { ...ANN, locale: 'en-US' },
      'VALIDATION_FAILED',
      'locale must be a locale such as en_US or en, found "en-US"',
      'locale',
    ],
    ['a list', [ANN], 'BAD_REQUEST', 'the record must be a JSON object', undefined],
    ['nothing', undefined, 'BAD_REQUEST', 'the record must be a JSON object', undefined],
  ])('is refused in the words of an import: %s', async (_, user, apiErrorCode, message, field) => {
    const tables = memoryTables();
    const error = { message, apiErrorCode, statusCode: 400, ...(field !== undefined && { field }) };
    expect(await upsertOn(tables)(user)).toEqual({
      statusCode: 400,
      body: { errors: [error], warnings: [] },
    });
    expect(tables.users.size).toBe(0);
  });

  it.each([
    ['create-only', 409, 'CONFLICT'],
    ['update-only', 404, 'NOT_FOUND'],
  ] as const)('keeps to the mode %s', async (mode, statusCode, apiErrorCode) => {
    const upsert = upsertOn(memoryTables());
    if (mode === 'create-only') await upsert(ANN);
    expect(await upsert(ANN, { mode })).toMatchObject({
      statusCode,
      body: { errors: [{ apiErrorCode, statusCode }] },
    });
  });

  it('is refused with 409 where a code is somebody else’s', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert({ ...BOB, referralCodes: { p: 'X' } });
    const error = { message: 'referralCodes.p: "X" belongs to another user', field: 'referralCodes.p' };
    expect(await upsert({ ...ANN, referralCodes: { p: 'X' } })).toMatchObject({
      statusCode: 409,
      body: { errors: [error] },
    });
  });

  it('takes a code that somebody has given up', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert({ ...BOB, referralCodes: { p: 'X' } });
    await upsert({ ...BOB, referralCodes: { p: 'Y' } });
    expect(await upsert({ ...ANN, referralCodes: { p: 'X' } })).toMatchObject({ statusCode: 201 });
    expect(await upsert({ ...BOB, referralCodes: { p: 'X' } })).toMatchObject({ statusCode: 409 });
  });

  it('has the next code where its first one is somebody else’s', async () => {
    const upsert = upsertOn(memoryTables());
    const [first, second] = generatedCodes(KEY, 'p');
    await upsert({ ...BOB, referralCodes: { p: first } });
    expect(await upsert(ANN)).toMatchObject({ body: { user: { referralCodes: { p: second } } } });
  });

  it('is warned of fields that nobody knows and codes that nobody has', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert(BOB);
    const known = generatedCodes('acme/participants/a/bob', 'p')[0];
    const answer = await upsert({ ...ANN, refferable: true, referredByCodes: [known, 'NOBODYS'] });
    expect(answer.body.warnings).toEqual([
      {
        message: 'unknown column `refferable`: did you mean `referable`? It was ignored',
        apiErrorCode: 'BAD_REQUEST',
        statusCode: 400,
        field: 'refferable',
      },
      {
        message: 'referredByCodes: no user has the code "NOBODYS" yet',
        apiErrorCode: 'NOT_FOUND',
        statusCode: 404,
        field: 'referredByCodes',
      },
    ]);
  });

  it('leaves the mark of the last import where it is', async () => {
    const tables = memoryTables();
    const mark = {
      importId: 'imp',
      fencingToken: 3,
      step: 'chunk 0',
      outcomes: {},
      lastRecordNumber: 7,
      released: {},
    };
    const stored = { user: { fields: new Map([['id', 'ann']]), sets: new Map() }, version: 4, mark };
    tables.users.set(KEY, stored);
    await upsertOn(tables)(ANN);
    expect(tables.users.get(KEY)).toMatchObject({ mark, version: 5 });
  });

  it('leaves a claim alone whose owner an import may be about to create', async () => {
    const tables = memoryTables();
    const owner = 'acme/participants/a/new';
    tables.claims.set('acme/@claim/participants/p/X', { owner, released: undefined });
    const answer = await upsertOn(tables)({ ...ANN, referralCodes: { p: 'X' } });
    expect(answer).toMatchObject({ statusCode: 409 });
  });

  it('needs a tenant, and options that there are', () => {
    const accepts = (request: object) => UpsertRequestSchema.safeParse(request).success;
    expect(accepts({ tenant: 'acme', user: ANN, options: { mode: 'update-only' } })).toBe(true);
    expect(accepts({ user: ANN })).toBe(false);
    expect(accepts({ tenant: 'acme', user: ANN, options: { mode: 'x' } })).toBe(false);
  });
});
