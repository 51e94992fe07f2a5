import { type Issue, STATUS_CODES } from '../../lambdas/contracts/issue.ts';
import { UNCLAIMED } from '../../lambdas/core/apply/claim.ts';
import { type Plan, plan } from '../../lambdas/core/apply/plan.ts';
import { planWithClaims } from '../../lambdas/core/apply/plan-with-claims.ts';
import type {
  ImportType,
  ImportTypeDefinition,
  UniqueValue,
} from '../../lambdas/core/import-type/import-type.ts';
import { type ReadRecord, readRecord } from '../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../lambdas/core/import-type/record-fields.ts';
import { cellText, nested, sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import type { SampleRecord } from '../../lambdas/core/import-type/type-sample.ts';
import { unknownColumnMessage } from '../../lambdas/core/import-type/unknown-column.ts';
import { givenBy, type UserChange } from '../../lambdas/core/user/user.ts';

/** A possible problem of a record, and its message. */
export interface TypeMessage {
  readonly when: string;
  readonly issue: Pick<Issue, 'severity' | 'code' | 'message' | 'rejectsFile'>;
}

const TENANT = 'acme';

/** The messages about records of the type. Each is produced by the engine from the type's sample with one mistake. */
export function typeMessages(definition: ImportTypeDefinition): readonly TypeMessage[] {
  const type = sampleType(definition);
  return [
    ...type.key.map((field) => ({
      when: `\`${field}\` is ${isCsvOnly(definition) ? 'absent' : 'absent, null'} or blank`,
      issue: type.missingKey(field),
    })),
    {
      when: 'any other field has a value that is not valid',
      issue: {
        severity: 'error',
        code: 'VALIDATION_FAILED',
        message: '<field> must be <see the table of fields>, found <the value>',
      },
    },
    ...definition.sample.mistakes.flatMap(([when, fields]) =>
      issuesOfMistake(definition, fields).map((issue) => ({ when, issue })),
    ),
    ...unknownColumn(type),
    ...takenValues(definition, type),
    ...fixedFields(type),
    ...wrongModes(definition, type),
  ];
}

/** The issues of the sample's first record with these fields changed. */
export function issuesOfMistake(definition: ImportTypeDefinition, fields: SampleRecord): readonly Issue[] {
  const type = sampleType(definition);
  const read = readSample(definition, type, fields);
  return read.ok ? issuesOf(plan(type, 'upsert', undefined, read.change)) : read.issues;
}

function issuesOf(planned: Plan): readonly Issue[] {
  return planned.outcome === 'failed' ? planned.issues : [];
}

export function statusOf({ code }: Pick<Issue, 'code'>): number {
  return STATUS_CODES[code];
}

function readSample(definition: ImportTypeDefinition, type: ImportType, fields: SampleRecord): ReadRecord {
  const record = { ...definition.sample.records[0], ...fields };
  // JSON can show mistakes that a CSV cell cannot.
  const read = isCsvOnly(definition)
    ? fieldsOfRow(Object.keys(record), Object.values(record).map(cellText))
    : fieldsOfJson(type, nested(record));
  return readRecord(type, TENANT, read, { onBlank: 'keep' });
}

export function isCsvOnly({ formats }: ImportTypeDefinition): boolean {
  return formats.every((format) => format === 'csv');
}

function firstChange(definition: ImportTypeDefinition, type: ImportType): UserChange {
  const read = readSample(definition, type, {});
  if (!read.ok) throw new Error(`the sample of ${type.name} is not a valid record`);
  return read.change;
}

function unknownColumn(type: ImportType): readonly TypeMessage[] {
  if (type.headerless !== undefined || type.unknownField !== undefined) return [];
  // A name of the type in a different letter case.
  const like = type.fields.filter(({ name }) => !type.key.includes(name))[0]?.name ?? 'name';
  const column = like.toUpperCase();
  const message = unknownColumnMessage(type, column);
  return [
    {
      when: 'an unknown column; once for the file',
      issue: { severity: 'warning', code: 'BAD_REQUEST', message },
    },
  ];
}

/** The unique values of the sample's first record. */
export function sampleValues(definition: ImportTypeDefinition): readonly UniqueValue[] {
  const type = sampleType(definition);
  return type.uniqueValues(givenBy(firstChange(definition, type)));
}

/** The messages when another user has the unique values of the sample. */
function takenValues(definition: ImportTypeDefinition, type: ImportType): readonly TypeMessage[] {
  const step = { importId: 'imp', fencingToken: 1, onTaken: 'fail' } as const;
  const context = { ...step, type, tenant: TENANT, mode: 'upsert' } as const;
  const record = { recordNumber: 1, change: firstChange(definition, type) };
  const planned = planWithClaims(
    undefined,
    record,
    () => ({ ...UNCLAIMED, holder: 'another user', since: { fencingToken: 1, recordNumber: 12 } }),
    context,
  );
  const issues = planned === 'defer' ? [] : issuesOf(planned);
  const perField = new Map(issues.map((issue) => [issue.field, issue]));
  return [...perField.values()].map((issue) => ({ when: 'a value that another user has', issue }));
}

function fixedFields(type: ImportType): readonly TypeMessage[] {
  return [...type.immutable].flatMap((field) => {
    const change = { userKey: '', set: new Map([[field, 'another']]), clear: new Set<string>() };
    const user = { fields: new Map([[field, 'first']]), sets: new Map() };
    const planned = plan(type, 'upsert', user, { ...change, clearFamilies: new Set(), sets: new Map() });
    return issuesOf(planned).map((issue) => ({ when: `a different \`${field}\` than the user has`, issue }));
  });
}

function wrongModes(definition: ImportTypeDefinition, type: ImportType): readonly TypeMessage[] {
  const change = firstChange(definition, type);
  const created = plan(type, 'upsert', undefined, change);
  if (created.outcome === 'failed') throw new Error(`the sample of ${type.name} creates no user`);
  const again = issuesOf(plan(type, 'create-only', created.next, change));
  const missing = issuesOf(plan(type, 'update-only', undefined, change));
  return [
    ...again.map((issue) => ({ when: 'the user exists, and the import only creates users', issue })),
    ...missing.map((issue) => ({
      when: 'the user does not exist, and the import only updates users',
      issue,
    })),
  ];
}
