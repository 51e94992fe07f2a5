import { beforeAll, describe, expect, it } from 'vitest';
import { readable } from './readable.ts';
import { stubStack } from './stub-stack.ts';

const ROLE = 'arn:aws:iam::222222222222:role/exports';
const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLlWcl8Hk8RzsFSpVyr0q9aZmvTZcTmYwFrbq8y9h2K';
const PARTNERS = [
  {
    name: 'acme-hr',
    tenant: 'acme',
    importTypes: ['participants'],
    principalArn: ROLE,
    readResults: true,
  },
  { name: 'globex', tenant: 'globex', account: '333333333333' },
  { name: 'initech', tenant: 'initech', importTypes: ['participants'], sftpPublicKeys: [SSH_KEY] },
  { name: 'umbrella', tenant: 'umbrella', sftpPublicKeys: [SSH_KEY] },
];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: { readonly AWS: unknown } | string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, without `s3:`. */
  readonly keys?: Readonly<Record<string, string>>;
}

const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function like(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

/** The operators that the policies of partners use. @throws for another one */
function holds(operator: string, expected: readonly string[], found: string | undefined): boolean {
  if (operator === 'Null') return String(found === undefined) === expected[0];
  if (operator === 'StringEqualsIfExists') return found === undefined || expected.includes(found);
  if (operator === 'StringLike') return found !== undefined && expected.some((each) => like(each, found));
  throw new Error(`the test does not know ${operator}`);
}

function allows(statement: Statement, { action, resource, keys = {} }: Request): boolean {
  if (statement.Effect !== 'Allow' || !listed(statement.Action).includes(action)) return false;
  if (!listed(statement.Resource).some((each) => like(bucketOf(readable(each)), resource))) return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, conditions]) =>
    Object.entries(conditions).every(([key, expected]) =>
      holds(operator, listed(expected), keys[key.replace('s3:', '')]),
    ),
  );
}

/** `<StorageUploads4AC0AB5E.Arn>/partners/*` → `uploads/partners/*`. */
const bucketOf = (arn: string) =>
  arn.replace(/<Storage(\w+?)[0-9A-F]{8}\.Arn>/, (_, bucket: string) => bucket.toLowerCase());

const put = (key: string, keys: Request['keys'] = {}): Request => ({
  action: 's3:PutObject',
  resource: `uploads/${key}`,
  keys,
});
const get = (resource: string): Request => ({ action: 's3:GetObject', resource });
const list = (bucket: string, prefix: string | undefined): Request => ({
  action: 's3:ListBucket',
  resource: bucket,
  ...(prefix !== undefined && { keys: { prefix } }),
});

describe('the policies of partners', () => {
  /** What each principal or role is allowed. */
  const grants = new Map<string, Statement[]>();

  beforeAll(() => {
    const template = stubStack({ partners: PARTNERS }).template();
    for (const { Properties } of Object.values(template.findResources('AWS::S3::BucketPolicy')))
      for (const statement of Properties.PolicyDocument.Statement as Statement[]) {
        // The other principal is CloudFront, which reads the page.
        if (statement.Effect !== 'Allow' || typeof statement.Principal !== 'object') continue;
        if (statement.Principal.AWS === undefined) continue;
        const who = readable(statement.Principal.AWS);
        grants.set(who, [...(grants.get(who) ?? []), statement]);
      }
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::Policy'))) {
      const [, partner] = /^PartnersSftpRole(\w+?)[0-9A-F]{8}$/.exec(Properties.Roles[0].Ref) ?? [];
      if (partner !== undefined) grants.set(`sftp ${partner}`, Properties.PolicyDocument.Statement);
    }
  });

  const ask = (who: string, request: Request) =>
    (grants.get(who) ?? []).some((statement) => allows(statement, request));
  const GLOBEX = 'arn:<AWS::Partition>:iam::333333333333:root';

  it('name the principals of the stage, and no others', () => {
    expect([...grants.keys()].sort()).toEqual([ROLE, GLOBEX, 'sftp initech', 'sftp umbrella'].sort());
  });

  it.each([
    ['put a file of its type', ROLE, put('partners/acme/participants/users.csv'), true],
    ['put a file into a folder', ROLE, put('partners/acme/participants/2026/users.csv'), true],
    ['put a file of another type', ROLE, put('partners/acme/user-feed/users.csv'), false],
    ['put a file of no type', ROLE, put('partners/acme/users.csv'), false],
    ['put any file of its tenant', GLOBEX, put('partners/globex/user-feed/users.json'), true],
    ['put a file of a tenant whose name begins the same', GLOBEX, put('partners/globex2/a/users.csv'), false],
    ['put a file of another tenant', GLOBEX, put('partners/acme/participants/users.csv'), false],
    [
      'put a file into the results',
      ROLE,
      { action: 's3:PutObject', resource: 'results/imports/acme/x' },
      false,
    ],
    [
      'put a file that is archived',
      GLOBEX,
      put('partners/globex/users.csv', { 'x-amz-storage-class': 'GLACIER' }),
      false,
    ],
    [
      'put a file with another key',
      GLOBEX,
      put('partners/globex/a.csv', { 'x-amz-server-side-encryption': 'aws:kms' }),
      false,
    ],
    [
      'put a file with the key of the bucket',
      GLOBEX,
      put('partners/globex/a.csv', {
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-storage-class': 'STANDARD',
      }),
      true,
    ],
    [
      'put a file with a key of its own',
      GLOBEX,
      put('partners/globex/a.csv', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }),
      false,
    ],
    ['read its upload', ROLE, get('uploads/partners/acme/participants/users.csv'), false],
    ['list its uploads', ROLE, list('uploads', 'partners/acme/'), false],
    ['read results of its tenant', ROLE, get('results/imports/acme/imp_1/results.csv'), true],
    ['read results of another tenant', ROLE, get('results/imports/globex/imp_1/results.csv'), false],
    ['read parts of results', ROLE, get('results/work/imp_1/parts/00000.map.results.jsonl'), false],
    ['list results of its tenant', ROLE, list('results', 'imports/acme/imp_1/'), true],
    ['list results of all tenants', ROLE, list('results', 'imports/'), false],
    ['list the bucket', ROLE, list('results', undefined), false],
    ['read results without the setting', GLOBEX, get('results/imports/globex/imp_1/results.csv'), false],
    ['put a file by SFTP', 'sftp initech', put('partners/initech/participants/users.csv'), true],
    [
      'put a file of another type by SFTP',
      'sftp initech',
      put('partners/initech/user-feed/users.csv'),
      false,
    ],
    [
      'put a file of another partner by SFTP',
      'sftp initech',
      put('partners/umbrella/participants/a.csv'),
      false,
    ],
    ['read a file by SFTP', 'sftp umbrella', get('uploads/partners/umbrella/participants/a.csv'), false],
    ['list its files by SFTP', 'sftp umbrella', list('uploads', 'partners/umbrella/participants/'), true],
    ['list files of others by SFTP', 'sftp umbrella', list('uploads', 'partners/'), false],
  ] as const)('%s: %s', (_, who, request, expected) => {
    expect(ask(who, request)).toBe(expected);
  });

  it('allow neither to delete an object nor to tag it', () => {
    const actions = [...grants.values()].flat().flatMap(({ Action }) => listed(Action));
    expect([...new Set(actions)].sort()).toEqual([
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });

  it('add nothing to a stage without partners', () => {
    const { Resources } = stubStack().template().toJSON();
    expect(Object.keys(Resources).filter((id) => id.startsWith('Partners'))).toEqual([]);
  });

  it('show an SFTP user the folder of its only type, or of its tenant', () => {
    const users = Object.values(
      stubStack({ partners: PARTNERS }).template().findResources('AWS::Transfer::User'),
    );
    expect(
      users.map(({ Properties }) => [
        Properties.UserName,
        Properties.HomeDirectoryMappings.map(({ Entry, Target }: Record<string, unknown>) => [
          Entry,
          readable(Target).replace(/<StorageUploads\w+>/, 'uploads'),
        ]),
      ]),
    ).toEqual([
      ['initech', [['/', '/uploads/partners/initech/participants']]],
      ['umbrella', [['/', '/uploads/partners/umbrella']]],
    ]);
  });
});

describe('the partners of a stage', () => {
  const refusal = (partner: object) => () => stubStack({ partners: [partner] });
  const valid = { name: 'acme-hr', tenant: 'acme', account: '333333333333' };

  it.each([
    ['a tenant that is no name', { ...valid, tenant: '../globex' }],
    ['a tenant with the name of an import', { ...valid, tenant: 'imp_01kakr5e3h0123456789abcdef' }],
    ['a type with a wildcard', { ...valid, importTypes: ['*'] }],
    ['a principal with a wildcard', { name: 'acme', tenant: 'acme', principalArn: '*' }],
    [
      'a principal of any account',
      { name: 'acme', tenant: 'acme', principalArn: 'arn:aws:iam::*:role/exports' },
    ],
    ['a text that is not a key', { name: 'acme', tenant: 'acme', sftpPublicKeys: ['secret'] }],
    ['an account and a principal', { ...valid, principalArn: ROLE }],
    ['no one to allow it to', { name: 'acme', tenant: 'acme' }],
    ['an unknown field', { ...valid, importType: 'participants' }],
  ])('are refused: %s', (_, partner) => {
    expect(refusal(valid)).not.toThrow();
    expect(refusal(partner)).toThrow(/partners: expected/);
  });

  it('are refused when two have the same name', () => {
    expect(() => stubStack({ partners: [valid, valid] })).toThrow('another name for each partner');
  });
});
