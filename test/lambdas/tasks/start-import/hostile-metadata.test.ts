import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { it } from 'vitest';
import { ImportSchema } from '../../../../lambdas/contracts/import.ts';
import { UploadMetadataSchema } from '../../../../lambdas/contracts/upload-metadata.ts';
import { newImport } from '../../../../lambdas/tasks/start-import/new-import.ts';
import { IMPORT_ID, NOW } from '../../support/import-item.ts';

const source = { bucket: 'uploads', key: 'partners/acme/auto/users.csv', etag: 'e', size: 1 };
const upload = {
  importIdAfter: () => IMPORT_ID,
  place: { tenant: 'acme', importType: 'auto', fileName: 'users.csv' },
  source,
  arrival: NOW.toISOString(),
};

const hostileJson = fc.constantFrom(
  '{"a":1e999}',
  '{"a":-0}',
  '{"__proto__":1}',
  '"\\ud800"',
  `${'['.repeat(500)}`,
  '{"":""}',
);
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '1e999', '-1', '100.0001%', 'toString', '__proto__', 'NaN'),
  hostileJson.map((json) => Buffer.from(json).toString('base64url')),
);
const key = fc.oneof(
  fc.constantFrom(...Object.keys(UploadMetadataSchema.shape)),
  fc.constantFrom('rollcall-toString', 'rollcall-__proto__', '__proto__', 'constructor'),
);

it('an import can be made and stored whatever the metadata of its upload contains', () => {
  fc.assert(
    fc.property(fc.dictionary(key, hostileText, { noNullPrototype: true }), (metadata) => {
      const head = { etag: 'e', size: 1, versionId: undefined, metadata };
      const stateMachineArn = 'arn:aws:states:eu-central-1:1:stateMachine:user-import';
      const item = newImport(upload, head, { stateMachineArn, retentionDays: 90, now: () => NOW });
      marshall(item, { removeUndefinedValues: true });
      ImportSchema.parse(item);
    }),
  );
});
