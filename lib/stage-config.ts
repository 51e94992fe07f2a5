import * as z from 'zod';
import { ConfirmationContactSchema } from '../lambdas/contracts/confirmation-contact.ts';
import { ImportLinkSchema } from '../lambdas/contracts/import-link.ts';
import { IssuersSchema } from '../lambdas/contracts/issuer.ts';
import { TenantPolicySchema } from '../lambdas/contracts/tenant.ts';
import { PartnersSchema } from './partner-config.ts';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

const optionalText = (pattern: RegExp) => z.string().regex(pattern).optional();

/** What a field takes, and what it decides: both are read in error messages and in the table of docs/operations.md. */
const says = (expected: string, description: string) => ({ expected, description });

/** From `-c name=value` on the command line. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Numbers come as text from `-c name=value` on the command line. */
function count(maximum: number, byDefault: number, description: string) {
  const schema = z.coerce.number().int().positive().max(maximum).default(byDefault);
  return schema.meta(says(`a whole number from 1 to ${maximum}`, description));
}

/**
 * Users written at the same time by all workers of an import. At some 10 ms a write these are 100,000 writes a second, and
 * the quota of a table is 40,000: more writers would only be throttled.
 */
const MAX_WRITERS = 1000;

/**
 * What SplitFile can read three times in one invocation, at 60 MB/s and 900 s: a gzip file whose duplicates are rejected is
 * decompressed, split, and read again. A test compares it with the timeout of the function.
 */
const MAX_FILE_BYTES = 16 * GiB;

/** S3 allows one `*`: any port of this machine, for the one-machine cloud. */
const PAGE_ORIGIN = /^(https:\/\/[a-z0-9.-]+(:\d{1,5})?|http:\/\/(127\.0\.0\.1|localhost):(\d{1,5}|\*))$/;

/** Of a page that shows ours in a frame: a host, all subdomains of a host, or any port of this machine. */
const EMBED_ORIGIN =
  /^(https:\/\/(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?|http:\/\/(127\.0\.0\.1|localhost):(\d{1,5}|\*))$/;

/** The indexes of the imports table, in the order in which versions of Rollcall have added them: a new one comes last. */
export const IMPORT_INDEXES = ['byTenant', 'unfinished', 'openByTenant', 'byRequest', 'byDay'] as const;
export type ImportIndex = (typeof IMPORT_INDEXES)[number];

/** What a stage may decide. */
export const StageConfigSchema = z
  .strictObject({
    senderAddress: z
      .email()
      .meta(
        says(
          'an e-mail address',
          'Sender address of all e-mails. SES must have verified the address or its domain.',
        ),
      ),
    fallbackNotifyAddress: z
      .email()
      .optional()
      .meta(
        says(
          'an e-mail address',
          'Receives e-mails about imports of tenants without addresses. Default: `senderAddress`.',
        ),
      ),
    confirmationContact: ConfirmationContactSchema.optional().meta(
      says(
        'an https:// link, in which {importId} is replaced, or an e-mail address',
        'Where senders confirm an import: the e-mail that asks for a confirmation names it. Default: `importLink`.',
      ),
    ),
    importLink: ImportLinkSchema.startsWith('https://')
      .optional()
      .meta(
        says(
          'an https:// link with {importId}, which is replaced',
          'Where people see an import: e-mails link to it. Name a page of your own if it embeds the page of Rollcall. Default: the page of Rollcall.',
        ),
      ),
    pageOrigin: optionalText(PAGE_ORIGIN).meta(
      says(
        'an origin such as https://imports.your-company.com',
        'Origin of a page of your own from which browsers upload files and read results, in addition to the page of Rollcall.',
      ),
    ),
    embedOrigins: z
      .preprocess(
        (value) => (typeof value === 'string' ? parsedJson(value) : value),
        z.array(z.string().regex(EMBED_ORIGIN)).max(20).optional(),
      )
      .optional()
      .meta(
        says(
          'a list of up to 20 origins such as https://app.your-company.com or https://*.your-company.com',
          'Origins whose pages may show the page in a frame. Default: none.',
        ),
      ),
    domainName: optionalText(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/).meta(
      says(
        'a host such as imports.your-company.com',
        'Host of the page and the API, with `certificateArn`. Default: a host of CloudFront.',
      ),
    ),
    certificateArn: optionalText(/^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/).meta(
      says(
        'the ARN of a certificate in us-east-1',
        'Certificate for `domainName`. CloudFront reads certificates of this region only.',
      ),
    ),
    hostedZoneId: optionalText(/^Z[A-Z0-9]{1,31}$/).meta(
      says(
        'the id of a hosted zone of Route 53',
        'Gets the records of `domainName`. Without it, add a CNAME record to your DNS yourself.',
      ),
    ),
    retentionDays: count(3650, 90, 'Days for which uploads, results and the items of imports are kept.'),
    maxFileBytes: count(
      MAX_FILE_BYTES,
      10 * GiB,
      'Maximum size of a file in bytes, after decompression. The maximum is what SplitFile can read three times in one invocation.',
    ),
    chunkBytes: count(64 * MiB, 4 * MiB, 'Bytes of a chunk …'),
    chunkRecords: count(100_000, 2500, '… and records of a chunk, whichever limit is reached first.'),
    // 10 workers of one vCPU write some 1,000 users a second each at best (an UpdateItem costs about 1 ms of CPU): more than
    // the 4,000 a second of a new on-demand table, which throttles, doubles, and keeps pace from then on.
    maxConcurrency: count(1000, 10, 'Chunks of one import that are processed in parallel.'),
    // Enough to keep one vCPU busy at some 10 ms a write; more would only wait in the worker instead of in the table.
    writeConcurrency: count(256, 16, 'Users that one worker writes in parallel.'),
    tenants: TenantPolicySchema.default('registered').meta(
      says(
        'registered or any',
        'Whose uploads are imported: those of tenants that were created, or of each tenant that an upload names.',
      ),
    ),
    requestsPerSecond: count(
      1000,
      50,
      'Requests to the API a second of one tenant, in each instance of the function. A tenant may have a rate of its own.',
    ),
    issuers: z
      .preprocess(
        (value) => (typeof value === 'string' ? parsedJson(value) : value),
        IssuersSchema.optional(),
      )
      .optional()
      .meta(
        says(
          'a list of {"issuer", "audience", "roleClaim", "operatorValue"}, with "clientId", "scope" and "tokenOrigin" for the console and `rollcall login`',
          'OpenID Connect issuers of operators’ tokens: see [Operators](#operators). Without one, the API has no operators.',
        ),
      ),
    apiConcurrency: z.coerce
      .number()
      .int()
      .positive()
      .max(1000)
      .optional()
      .meta(
        says(
          'a whole number from 1 to 1000',
          'Instances of the functions of the API and of the members API, each: reserved concurrency. Default: none is reserved, because AWS refuses it in accounts with a small quota.',
        ),
      ),
    partners: PartnersSchema.optional().meta(
      says(
        'a list as in docs/partners.md',
        'Systems of others that upload files, each with a prefix of its own. [Partners](partners.md)',
      ),
    ),
    removalPolicy: z
      .enum(['retain', 'destroy'])
      .default('retain')
      .meta(says('retain or destroy', 'Whether buckets and tables are kept or deleted with the stack.')),
    lastIndex: z
      .enum(IMPORT_INDEXES)
      .optional()
      .meta(
        says(
          `one of ${IMPORT_INDEXES.join(', ')}`,
          'Leaves out the indexes of the imports table that are behind this one, for one deployment: [Updating a stage](#updating-a-stage). Default: none is left out.',
        ),
      ),
    alarmTopicArn: optionalText(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/).meta(
      says('the ARN of an SNS topic', 'Receives alarms. Without it, alarms are visible only in CloudWatch.'),
    ),
    account: optionalText(/^\d{12}$/).meta(
      says('12 digits, in quotes', 'The AWS account. Default: the account of your credentials.'),
    ),
    region: optionalText(/^[a-z]{2}(-[a-z]+)+-\d$/).meta(
      says('a region such as eu-central-1', 'The AWS region. Default: the region of your credentials.'),
    ),
  })
  .refine(
    ({ maxConcurrency, writeConcurrency }) => maxConcurrency * writeConcurrency <= MAX_WRITERS,
    `maxConcurrency times writeConcurrency: expected at most ${MAX_WRITERS} users written at the same time; lower one of them`,
  )
  .refine(
    ({ domainName, certificateArn }) => (domainName === undefined) === (certificateArn === undefined),
    'domainName and certificateArn: expected both or neither',
  )
  .refine(
    ({ domainName, hostedZoneId }) => hostedZoneId === undefined || domainName !== undefined,
    'hostedZoneId: expected domainName with it',
  )
  .transform((config) => ({
    ...config,
    fallbackNotifyAddress: config.fallbackNotifyAddress ?? config.senderAddress,
    issuers: config.issuers ?? [],
    embedOrigins: config.embedOrigins ?? [],
  }));
export type StageConfig = z.output<typeof StageConfigSchema>;

export interface StageField {
  readonly name: string;
  readonly expected: string;
  readonly description: string;
  /** Undefined: it must be given, or may be left out. */
  readonly byDefault: unknown;
  readonly required: boolean;
}

/** The fields in the order of the schema, as people read of them. */
export const STAGE_FIELDS: readonly StageField[] = Object.entries(StageConfigSchema.in.shape).map(
  ([name, schema]) => {
    const { expected = '', description = '' } = schema.meta() ?? {};
    const withoutValue = schema.safeParse(undefined);
    return {
      name,
      expected: String(expected),
      description,
      byDefault: withoutValue.data,
      required: !withoutValue.success,
    };
  },
);
