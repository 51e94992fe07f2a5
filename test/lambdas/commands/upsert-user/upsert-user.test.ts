import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { UpsertAnswerSchema, UpsertRequestSchema } from '../../../../lambdas/contracts/upsert-user.ts';
import { generatedCodes } from '../../../../lambdas/import-types/referral-programs.ts';
import { memoryTables } from '../../support/memory-tables.ts';
import { upsertOn } from './upsert-on.ts';

const ANN = { accountId: 'a', id: 'ann' };
const BOB = { accountId: 'a', id: 'bob' };
const KEY = 'acme/participants/a/ann';
const CODE = generatedCodes(KEY, 'p')[0];

describe('a single-user request', () => {
  it('creates the user with 201 and returns its stored values, nested', async () => {
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

  it('changes nothing when its own answer is sent as a request', async () => {
    const upsert = upsertOn(memoryTables());
    const first = await upsert({ ...ANN, referredByCodes: [CODE], dateCreated: '2026-03-01' });
    if (!('user' in first.body)) throw new Error('refused');
    expect(await upsert(first.body.user)).toEqual({
      statusCode: 200,
      body: { ...first.body, outcome: 'unchanged' },
    });
  });

  it('updates only the fields that it contains', async () => {
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
      { ...ANN, locale: 'english' },
      'VALIDATION_FAILED',
      'locale must be a locale such as en_US or en, found "english", the name of a language; write en',
      'locale',
    ],
    ['a list', [ANN], 'BAD_REQUEST', 'the record must be a JSON object in { }, found a list', undefined],
    [
      'nothing',
      undefined,
      'BAD_REQUEST',
      'the record must be a JSON object in { }, found nothing',
      undefined,
    ],
  ])('is refused with the message of an import: %s', async (_, user, apiErrorCode, message, field) => {
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
  ] as const)('obeys the mode %s', async (mode, statusCode, apiErrorCode) => {
    const upsert = upsertOn(memoryTables());
    if (mode === 'create-only') await upsert(ANN);
    expect(await upsert(ANN, { mode })).toMatchObject({
      statusCode,
      body: { errors: [{ apiErrorCode, statusCode }] },
    });
  });

  it('is refused with 409 if a code belongs to another user', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert({ ...BOB, referralCodes: { p: 'X' } });
    const error = {
      message: 'referralCodes.p: "X" belongs to another user; write another value, or leave it out',
      field: 'referralCodes.p',
    };
    expect(await upsert({ ...ANN, referralCodes: { p: 'X' } })).toMatchObject({
      statusCode: 409,
      body: { errors: [error] },
    });
  });

  it('accepts a code that another user gave up', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert({ ...BOB, referralCodes: { p: 'X' } });
    await upsert({ ...BOB, referralCodes: { p: 'Y' } });
    expect(await upsert({ ...ANN, referralCodes: { p: 'X' } })).toMatchObject({ statusCode: 201 });
    expect(await upsert({ ...BOB, referralCodes: { p: 'X' } })).toMatchObject({ statusCode: 409 });
  });

  it('generates the next code if the first one belongs to another user', async () => {
    const upsert = upsertOn(memoryTables());
    const [first, second] = generatedCodes(KEY, 'p');
    await upsert({ ...BOB, referralCodes: { p: first } });
    expect(await upsert(ANN)).toMatchObject({ body: { user: { referralCodes: { p: second } } } });
  });

  it('returns warnings for unknown fields and unknown codes', async () => {
    const upsert = upsertOn(memoryTables());
    await upsert(BOB);
    const known = generatedCodes('acme/participants/a/bob', 'p')[0];
    const answer = await upsert({ ...ANN, refferable: true, referredByCodes: [known, 'NOBODYS'] });
    expect(answer.body.warnings).toEqual([
      {
        message: 'unknown key `refferable`: did you mean `referable`? It was ignored',
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

  it('keeps the write mark of the last import', async () => {
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

  it('does not take a claim whose owner an import may still create', async () => {
    const tables = memoryTables();
    const owner = 'acme/participants/a/new';
    tables.claims.set('acme/@claim/participants/p/X', { owner, released: undefined });
    const answer = await upsertOn(tables)({ ...ANN, referralCodes: { p: 'X' } });
    expect(answer).toMatchObject({ statusCode: 409 });
  });

  it('requires a tenant and valid options', () => {
    const accepts = (request: object) => UpsertRequestSchema.safeParse(request).success;
    expect(accepts({ tenant: 'acme', user: ANN, options: { mode: 'update-only' } })).toBe(true);
    expect(accepts({ user: ANN })).toBe(false);
    expect(accepts({ tenant: 'acme', user: ANN, options: { mode: 'x' } })).toBe(false);
  });
});
