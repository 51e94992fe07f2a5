/**
 * A law about JSON of any shape: what a sender reads about it is never the wording of the library that reads it, and what
 * was sent is shown in short, on one line and without characters that cannot be seen.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { OPERATIONS } from '../../lambdas/api/operations.ts';
import { FeedHeaderSchema } from '../../lambdas/contracts/feed-header.ts';
import { BulkImportRequestSchema, EvaluateRequestSchema } from '../../lambdas/contracts/group-members-api.ts';
import { ImportOptionsSchema } from '../../lambdas/contracts/import-options.ts';
import { TenantSettingsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { UploadMetadataSchema } from '../../lambdas/contracts/upload-metadata.ts';
import { readRecord } from '../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../lambdas/core/import-type/record-fields.ts';
import { columnsOf, nested, sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import { editSettings } from '../../lambdas/core/tenant-settings/edit-settings.ts';
import { mergeSettings } from '../../lambdas/core/tenant-settings/merge-settings.ts';
import { inPlainWords } from '../../lambdas/core/wording/describe-issue.ts';
import { participants } from '../../lambdas/import-types/participants.ts';
import { readMetadata } from '../../lambdas/processing/inspection/read-metadata.ts';
import { parseFeedHeader } from '../../lambdas/reading/inspection/parse-feed-header.ts';
import type { FileRejected } from '../../lambdas/runtime/errors.ts';
import { lawRuns } from '../support/law-runs.ts';
import { NETWORK, REGULAR_MEMBERS } from './import-types/network.ts';
import { importBytes } from './processing/import-bytes.ts';
import { everyTypeAndFormat } from './support/all-types.ts';
import { expectShort } from './support/expect-short.ts';
import { startApi } from './tasks/group-members-api/api.ts';

/** What zod says by itself. */
const OF_THE_LIBRARY = /Invalid \w+|[Rr]eceived|Too (big|small)|Unrecognized|discriminator|undefined/;

const word = fc.constantFrom(
  'YES',
  'acme',
  'text',
  'id',
  'add',
  'a@example.com',
  'ü\u200b',
  'say "hi"\n\u001b[31m',
  'x'.repeat(3000),
);
const leaf = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(''));

/** JSON whose objects have names that the schema knows, so that what is wrong is also deep inside. */
function jsonFor(...schemas: readonly z.ZodType[]): fc.Arbitrary<unknown> {
  const name = fc.constantFrom(...new Set(['other', ...schemas.flatMap(namesIn)]));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.dictionary(name, tie('value'), { maxKeys: 8, noNullPrototype: true }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));
  return value;
}

function namesIn(schema: z.ZodType): readonly string[] {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...text.matchAll(/"([\w-]+)":\{/g)].map(([, name]) => name ?? '');
}

function refusalOf(header: unknown): string {
  try {
    parseFeedHeader(Buffer.from(JSON.stringify(header)), 'header.json');
    return '';
  } catch (error) {
    return (error as FileRejected).reason.message;
  }
}

function expectPlain(messages: readonly string[]): void {
  for (const message of messages) {
    expect(message).not.toMatch(OF_THE_LIBRARY);
    expectShort(message);
  }
}

describe('a message about JSON of another shape is in plain words', () => {
  const shapes = OPERATIONS.flatMap(({ id, body, query }) =>
    [body, query].flatMap((schema) => (schema === undefined ? [] : [[id, schema] as const])),
  );

  it.each(shapes)('for the operation %s', (_, schema) => {
    const law = fc.property(jsonFor(schema), (value) => {
      const { error } = schema.safeParse(value, inPlainWords);
      expectPlain(error?.issues.map(({ message }) => message) ?? []);
    });
    fc.assert(law, lawRuns(50));
  });

  it.each(['import-evaluate-csv', 'bulk-import'])('for %s of the group-members API', async (operation) => {
    const { send } = startApi();
    const body = jsonFor(EvaluateRequestSchema, BulkImportRequestSchema);
    const law = fc.asyncProperty(body, async (json) => {
      const path = `/api/v1/en_US/user/${operation}`;
      // What is complete but for its records is refused because of them.
      for (const value of [
        json,
        { ...REGULAR_MEMBERS, records: json },
        { ...REGULAR_MEMBERS, records: [json] },
      ]) {
        const { message, errors } = await send({ path, body: JSON.stringify(value) });
        expectPlain([message, ...errors.map((error) => error.message)]);
      }
    });
    await fc.assert(law, lawRuns(100));
  });

  it('for a header file of a user feed', () => {
    const header = jsonFor(FeedHeaderSchema);
    const law = fc.property(fc.oneof(header, fc.array(header)), (value) => {
      expectPlain([refusalOf(value)]);
    });
    fc.assert(law, lawRuns(200));
  });

  it('for the settings of a tenant', () => {
    const law = fc.property(jsonFor(TenantSettingsSchema), (settings) => {
      const edited = editSettings(TenantSettingsSchema.parse({}), [
        { edit: 'replace', settings: settings as never },
      ]);
      if (!edited.ok) expectPlain(edited.message.split('\n'));
      const merged = mergeSettings(TenantSettingsSchema.parse({}), { limits: settings, notify: settings });
      if (!merged.ok) expectPlain(merged.problems.map(({ message }) => message));
    });
    fc.assert(law, lawRuns(200));
  });

  it('for the edits of settings', () => {
    const list = fc.constantFrom(
      'programs' as const,
      'groups' as const,
      'sources' as const,
      'columns' as const,
    );
    const key = fc.oneof(word, fc.string({ unit: 'binary' }));
    const edit = fc.oneof(
      fc.record({
        edit: fc.constant('add' as const),
        list,
        entry: fc.oneof(key, jsonFor(TenantSettingsSchema)),
      }),
      fc.record({ edit: fc.constant('remove' as const), list, key }),
    );
    const stored = { groups: ['x'.repeat(99), 'a\u202eb'], sources: ['HR'] };
    const settings = TenantSettingsSchema.parse(stored);
    const law = fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const edited = editSettings(settings, edits);
      if (!edited.ok) expectPlain(edited.message.split('\n'));
    });
    fc.assert(law, lawRuns(300));
  });

  it('for the metadata of an upload', () => {
    const name = fc.constantFrom(...Object.keys(UploadMetadataSchema.shape));
    const law = fc.property(fc.dictionary(name, fc.oneof(word, fc.string())), (metadata) => {
      expectPlain([readMetadata(metadata).metadataProblem ?? '']);
    });
    fc.assert(law, lawRuns(300));
  });

  it.each(everyTypeAndFormat())('for the parameters and the records of %s as %s', (_, format, definition) => {
    const parameters = jsonFor(EvaluateRequestSchema, FeedHeaderSchema);
    const type = sampleType(definition);
    const columns = columnsOf(definition);
    const options = ImportOptionsSchema.parse({});
    const law = fc.property(parameters, fc.constantFrom(...columns), (json, field) => {
      expectPlain([definition.problem?.({ settings: NETWORK, parameters: json }) ?? '']);
      const record = { ...definition.sample.records[0], [field]: json as never };
      const cells = columns.map((column) => (column === field ? JSON.stringify(json) : 'x'));
      const fields = format === 'csv' ? fieldsOfRow(columns, cells) : fieldsOfJson(type, nested(record));
      const read = readRecord(type, 'demo', fields, options);
      if (!read.ok) expectPlain(read.issues.map(({ message }) => message));
    });
    fc.assert(law, lawRuns(200));
  });

  it.each(['csv', 'jsonl'])('for a %s file with any names and values', async (format) => {
    const name = fc.oneof(
      word,
      fc.constantFrom(
        'accountId',
        'First Name',
        'customFields.a b',
        'customFields.\u200b',
        'emial',
        'segments',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 5 });
    const law = fc.asyncProperty(
      names,
      fc.infiniteStream(word),
      fc.boolean(),
      async (others, values, isWhole) => {
        const record = [...(isWhole ? ['accountId', 'id'] : []), ...others].map(
          (key) => [key, values.next().value] as const,
        );
        const cells = (column: 0 | 1) =>
          record.map((entry) => `"${entry[column].replaceAll('"', '""')}"`).join(',');
        const text =
          format === 'csv' ? `${cells(0)}\n${cells(1)}\n` : JSON.stringify(Object.fromEntries(record));
        const imported = await importBytes(participants, Buffer.from(text));
        const messages =
          imported.status === 'rejected'
            ? [imported.message]
            : imported.errors.map(([, message = '']) => message);
        expectPlain(messages.flatMap((message) => message.split('\n')));
      },
    );
    await fc.assert(law, lawRuns(100));
  });
});
