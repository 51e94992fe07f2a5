import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStageConfig, StageConfigError } from '../../lib/read-stage-config.ts';

describe('the configuration of a stage', () => {
  let projectDir: string;

  beforeEach(() => {
    projectDir = mkdtempSync(join(tmpdir(), 'rollcall-stage-'));
    mkdirSync(join(projectDir, 'stages'));
  });
  afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

  const file = (stage: string, content: unknown) =>
    writeFileSync(
      join(projectDir, 'stages', `${stage}.json`),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const read = (stage: string, overrides: Readonly<Record<string, unknown>> = {}) =>
    readStageConfig({ stage, projectDir, override: (field) => overrides[field] });
  const complaint = (stage: string, overrides?: Readonly<Record<string, unknown>>) => {
    try {
      read(stage, overrides);
    } catch (error) {
      if (error instanceof StageConfigError) return error.message;
      throw error;
    }
    return 'none';
  };

  it('limits the users that all workers write at the same time', () => {
    expect(read('local', { maxConcurrency: '40', writeConcurrency: '25' })).toMatchObject({
      maxConcurrency: 40,
    });
    expect(complaint('local', { maxConcurrency: '40', writeConcurrency: '26' })).toContain(
      'maxConcurrency times writeConcurrency: expected at most 1000 users written at the same time; lower one of them',
    );
  });

  it('needs nothing for the stage local', () => {
    expect(read('local')).toEqual({
      senderAddress: 'rollcall@example.com',
      pageOrigin: 'http://127.0.0.1:*',
      embedOrigins: ['http://127.0.0.1:*', 'http://localhost:*'],
      fallbackNotifyAddress: 'rollcall@example.com',
      retentionDays: 90,
      maxFileBytes: 10 * 1024 ** 3,
      chunkBytes: 4 * 1024 ** 2,
      chunkRecords: 2500,
      maxConcurrency: 10,
      writeConcurrency: 16,
      tenants: 'any',
      requestsPerSecond: 50,
      issuers: [
        {
          issuer: 'http://issuer.localhost',
          audience: 'urn:rollcall:api',
          roleClaim: 'roles',
          operatorValue: 'operator',
          clientId: 'rollcall',
          scope: 'openid offline_access',
        },
      ],
      removalPolicy: 'retain',
    });
  });

  it('has no issuers of operators by default, and takes them as JSON on the command line too', () => {
    const issuer = {
      issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a1B2c3',
      audience: 'client',
      roleClaim: 'cognito:groups',
      operatorValue: 'rollcall-operators',
    };
    file('prod', { senderAddress: 'a@example.com' });
    expect(read('prod').issuers).toEqual([]);
    expect(read('prod', { issuers: JSON.stringify([issuer]) }).issuers).toMatchObject([issuer]);
    for (const wrong of [
      'http://login.example.com',
      'https://login.example.com/?a',
      'https://a b',
      'login.example.com',
    ])
      expect(complaint('prod', { issuers: [{ ...issuer, issuer: wrong }] })).toContain(
        'issuers: expected a list of',
      );
    expect(complaint('prod', { issuers: '[' })).toContain('issuers: expected a list of');
  });

  it('imports for registered tenants only, unless the stage says otherwise', () => {
    file('prod', { senderAddress: 'a@example.com' });
    expect(read('prod')).toMatchObject({ tenants: 'registered' });
    expect(read('prod', { tenants: 'any' })).toMatchObject({ tenants: 'any' });
  });

  it.each(['https://app.example.com/imports/{importId}', 'imports@example.com'])(
    'takes %s as the place where senders confirm an import',
    (confirmationContact) => {
      expect(read('local', { confirmationContact })).toMatchObject({ confirmationContact });
    },
  );

  it.each(['*', 'https://*', 'http://page.example.com', 'https://page.example.com/', 'page.example.com'])(
    'refuses %j as the origin of the page',
    (pageOrigin) => {
      expect(complaint('local', { pageOrigin })).toContain('pageOrigin: expected an origin such as');
    },
  );

  it.each(['npx rollcall confirm', 'http://app.example.com', 'https://a.example.com/ and more', 'call us'])(
    'refuses %j as the place where senders confirm an import',
    (confirmationContact) => {
      expect(complaint('local', { confirmationContact })).toContain(
        'confirmationContact: expected an https:// link, in which {importId} is replaced, or an e-mail address; found',
      );
    },
  );

  it('takes a link with the id of an import, over https', () => {
    const importLink = 'https://app.example.com/imports?id={importId}';
    expect(read('local', { importLink })).toMatchObject({ importLink });
    for (const wrong of ['https://app.example.com/', 'http://app.example.com/{importId}', 'see {importId}'])
      expect(complaint('local', { importLink: wrong })).toContain(
        'importLink: expected an https:// link with {importId}, which is replaced; found',
      );
  });

  it('is read from the file of the stage, and the command line goes before it', () => {
    file('prod', {
      senderAddress: 'a@example.com',
      retentionDays: 30,
      fallbackNotifyAddress: 'b@example.com',
    });
    expect(read('prod', { retentionDays: '7' })).toMatchObject({
      senderAddress: 'a@example.com',
      fallbackNotifyAddress: 'b@example.com',
      retentionDays: 7,
    });
  });

  it('needs a sender address everywhere but on one machine', () => {
    expect(complaint('prod')).toBe(
      [
        'Stage "prod" cannot be built:',
        '  senderAddress: expected an e-mail address; found nothing',
        'Set it in stages/prod.json, such as { "senderAddress": "imports@your-company.com" }, or for once with -c name=value.',
        'All fields: docs/operations.md, "Stage configuration".',
      ].join('\n'),
    );
  });

  it.each([
    [
      'text instead of a number',
      { maxConcurrency: 'ten' },
      'maxConcurrency: expected a whole number from 1 to 1000; found "ten"',
    ],
    [
      'a number that is too large',
      { maxConcurrency: 1001 },
      'maxConcurrency: expected a whole number from 1 to 1000; found 1001',
    ],
    [
      'a fraction',
      { retentionDays: 1.5 },
      'retentionDays: expected a whole number from 1 to 3650; found 1.5',
    ],
    [
      'a policy that does not exist',
      { removalPolicy: 'keep' },
      'removalPolicy: expected retain or destroy; found "keep"',
    ],
    [
      'a topic’s name',
      { alarmTopicArn: 'on-call' },
      'alarmTopicArn: expected the ARN of an SNS topic; found "on-call"',
    ],
    [
      'an account as a number',
      { account: 123456789012 },
      'account: expected 12 digits, in quotes; found 123456789012',
    ],
    [
      'a place that is no region',
      { region: 'Frankfurt' },
      'region: expected a region such as eu-central-1; found "Frankfurt"',
    ],
    [
      'a field that is misspelt',
      { retentiondays: 1 },
      'retentiondays: there is no such field; did you mean retentionDays?',
    ],
  ])('says what it expected in the place of %s', (_, content, problem) => {
    file('prod', { senderAddress: 'a@example.com', ...content });
    expect(complaint('prod').split('\n')[1]).toBe(`  ${problem}`);
  });

  it('names all that is wrong at once', () => {
    file('prod', { senderAddress: 'nobody', chunkBytes: 0 });
    expect(complaint('prod')).toMatch(/senderAddress: .*\n.*chunkBytes: /);
  });

  it('says where a file is no JSON, or no object', () => {
    file('prod', '{ senderAddress: 1 }');
    expect(complaint('prod')).toMatch(/^stages\/prod\.json: expected JSON; .*position/);
    file('prod', '[]');
    expect(complaint('prod')).toBe('stages/prod.json: expected one JSON object; found []');
  });

  it.each(['Prod', '../prod', '', 'a'.repeat(21)])('does not take %j for a stage', (stage) => {
    expect(complaint(stage)).toMatch(/^stage: expected a name of up to 20 lower-case letters/);
  });
});
