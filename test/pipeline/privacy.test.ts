import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, putFile, startTestCloud, type TestCloud } from '../support/test-cloud.ts';

const MARK = 'xyzzy7';

/** Folders that may contain records: the buckets, the tables and the e-mails. The code that runs contains none. */
const ALLOWED = ['s3', 'dynamodb', 'mail', 'cdk.out', 'lambda'];

const CSV = [
  `accountId,id,firstName,email,locale,referredBy.code,customFields.${MARK}`,
  `${MARK},${MARK}-1,${MARK},${MARK}@example.com,en_US,${MARK}-CODE,${MARK}`,
  `${MARK},${MARK}-2,${MARK},${MARK},${MARK},,`,
  `${MARK},${MARK}-3,"${MARK}`,
  `${MARK},,${MARK},,,,`,
  `${MARK}\0,${MARK},,,,,`,
  `${MARK},${MARK}-4,${'x'.repeat(500_000)}${MARK},,,,`,
  '',
].join('\n');
const JSONL = [
  `{"accountId":"${MARK}","id":"${MARK}","firstName":{"${MARK}":1}}`,
  `{"accountId":"${MARK}",${MARK}}`,
  `{"accountId":"${MARK}","id":"${MARK}-5","${MARK}":"${MARK}","segments":["${MARK}"]}`,
  `"${MARK}"`,
  '',
].join('\n');

describe('personal data', () => {
  let test: TestCloud;
  const lines: string[] = [];
  beforeAll(async () => {
    test = await startTestCloud({ onLog: ({ line }) => lines.push(line) });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  it('is stored in the buckets, the tables and the e-mail to the sender only', async () => {
    const imported = await Promise.all([
      importFile(test, CSV),
      importFile(test, JSONL),
      importFile(test, `${MARK},${MARK}\n${MARK},${MARK}\n`),
      importFile(test, CSV, { metadata: { segment: `!${MARK}` } }),
    ]);
    expect(imported.map(({ item }) => item.status)).toEqual([
      'COMPLETED_WITH_ERRORS',
      'COMPLETED_WITH_ERRORS',
      'REJECTED',
      'REJECTED',
    ]);
    const found: string[] = [];
    for (const file of await filesBelow(test.stateDir)) {
      const name = relative(test.stateDir, file);
      if (ALLOWED.some((folder) => name.startsWith(`${folder}/`))) continue;
      if ((await readFile(file)).includes(MARK)) found.push(name);
    }
    expect(found).toEqual([]);
    expect(lines.filter((line) => line.includes(MARK))).toEqual([]);
  });

  it('expires with the retention, in each item of the imports table that an import leaves', async () => {
    const header = [{ column_name: 'id', data_type: 'text', is_required: true }];
    for (const [half, content] of [
      ['header', header],
      ['data', [{ id: MARK }]],
    ] as const) {
      const name = `user_feed_${half}_20261120100000.json`;
      await putFile(test, JSON.stringify(content), { tenant: 'fed', type: 'user-feed', name });
    }
    await importFile(test, CSV, { metadata: { purpose: 'evaluate' } });
    await importFile(test, CSV);
    await test.cloud.idle();
    const expiring = new Set<string>();
    const others = new Set<string>();
    const pages = paginateScan({ client: test.clients.dynamo }, { TableName: test.clients.importsTable });
    for await (const { Items = [] } of pages) {
      for (const { importId, item, expiresAt } of Items) {
        const kind = [importId, item].map((key) => String(key).split(/[#_]/)[0]).join(' ');
        (Number(expiresAt) > Date.now() / 1000 ? expiring : others).add(
          kind.replace(/(content|mails) .*/, '$1'),
        );
      }
    }
    expect([...expiring].sort()).toEqual([
      'content',
      'feed pair',
      'imp chunk',
      'imp import',
      'imp preview',
      'imp request',
      'mails',
    ]);
    expect([...others].sort()).toEqual(['tenants tenant', 'turn turn']);
  });

  it('is not needed to find an import in the logs: each line of a task contains its id', async () => {
    const { item } = await importFile(test, 'accountId,id\nacme,ann\n');
    const structured = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const services = structured
      .filter(({ importId }) => importId === item.importId)
      .map(({ service }) => service);
    expect(new Set(services)).toEqual(
      new Set([
        'start-import',
        'inspect-file',
        'split-file',
        'process-chunk',
        'collect-results',
        'notify-requester',
      ]),
    );
    expect(structured.filter(({ importId }) => importId === undefined)).toEqual([]);
  });
});

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
