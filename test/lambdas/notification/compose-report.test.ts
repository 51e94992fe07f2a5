import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { ImportLinkSchema } from '../../../lambdas/contracts/import-link.ts';
import { composeReport } from '../../../lambdas/notification/compose-report.ts';
import { countsOf, IMPORT_ID, importItem } from '../support/import-item.ts';

const IMPORT_LINK = 'https://imports.example.com/#/imports/{importId}';
const LINK = `https://imports.example.com/#/imports/${IMPORT_ID}`;
const RESULTS = { key: `imports/acme/${IMPORT_ID}/results.csv`, size: 100 };
const ERRORS = { key: `imports/acme/${IMPORT_ID}/errors.csv`, size: 50 };

const report = (fields: Partial<Import>, attached: readonly string[] = []) =>
  composeReport(importItem(fields), {
    bucket: 'results-bucket',
    attached: new Set(attached),
    importLink: IMPORT_LINK,
  });

const endings: [status: string, fields: Partial<Import>, subject: string, sentence: string][] = [
  [
    'completed',
    { status: 'COMPLETED', counts: countsOf({ records: 3, created: 1, updated: 1, unchanged: 1 }) },
    'Import completed: the file "people.csv" (3 records)',
    'All 3 records of the file "people.csv" were imported: 1 created, 1 updated, 1 unchanged.',
  ],
  [
    'completed with 1 record',
    { status: 'COMPLETED', counts: countsOf({ records: 1, created: 1 }) },
    'Import completed: the file "people.csv" (1 record)',
    'The only record of the file "people.csv" was imported: 1 created, 0 updated, 0 unchanged.',
  ],
  [
    'completed with errors',
    { status: 'COMPLETED_WITH_ERRORS', counts: countsOf({ records: 3, created: 2, failed: 1 }) },
    'Import completed with errors: the file "people.csv" (1 of 3 records failed)',
    '2 of 3 records of the file "people.csv" were imported (2 created, 0 updated, 0 unchanged), 1 failed.',
  ],
  [
    'imported without any record',
    { status: 'COMPLETED_WITH_ERRORS', counts: countsOf({ records: 3, failed: 3 }) },
    'Import failed: the file "people.csv" (all 3 records failed)',
    'No record of the file "people.csv" was imported: all 3 records failed.',
  ],
  [
    'rejected',
    { status: 'REJECTED', counts: countsOf(), reason: { code: 'EMPTY_FILE', message: 'The file is empty.' } },
    'Import rejected: the file "people.csv"',
    'The file is empty.',
  ],
  [
    'aborted before it began',
    { status: 'ABORTED', split: undefined as never },
    'Import aborted: the file "people.csv"',
    'before any record was imported',
  ],
  [
    'stopped by hand',
    { status: 'ABORTED', split: undefined as never, reason: { code: 'ExecutionStopped', message: 'x' } },
    'Import aborted: the file "people.csv"',
    'The import of the file "people.csv" was stopped before any record was imported.',
  ],
  [
    'aborted half-way',
    {
      status: 'ABORTED',
      split: { records: 9, chunks: 3, manifestKey: 'm' },
      counts: countsOf({ records: 4, created: 4 }),
    },
    'Import aborted: the file "people.csv"',
    '4 of 9 records were processed (4 created, 0 updated, 0 unchanged, 0 failed).',
  ],
];

describe('the e-mail about an import', () => {
  it('shows the name of the file as data, never as a sentence of ours', () => {
    const fileName = 'Your account is locked" Call +1 555 0100\r\nBcc: eve@evil.example';
    const { subject, text } = report({ status: 'COMPLETED', fileName, counts: countsOf({ records: 1 }) });
    const shown = String.raw`the file "Your account is locked\" Call +1 555 0100\r\nBcc: eve@evil.example"`;
    expect(subject).toBe(`Import completed: ${shown} (1 record)`);
    expect(text).toContain(`The only record of ${shown} was imported`);
    const long = report({ status: 'REJECTED', fileName: 'x'.repeat(900) });
    expect(long.subject.length).toBeLessThan(140);
  });

  it.each(endings)(
    'that was %s says so in its subject and in one sentence',
    (_, fields, subject, sentence) => {
      const { subject: line, text, html } = report(fields);
      expect(line).toBe(subject);
      expect(text).toContain(sentence);
      expect(html).toContain(sentence.replaceAll('"', '&quot;'));
    },
  );

  it('lists the first warnings, including warnings about the file, and counts the others', () => {
    const { subject, text, html } = report({
      status: 'COMPLETED',
      counts: countsOf({ records: 3, created: 3, warnings: 4 }),
      firstWarnings: [
        { recordNumber: 0, line: 1, message: 'the column `frist` is ignored' },
        { recordNumber: 2, line: 3, message: 'no user has the code `x`' },
      ],
    });
    expect(subject).toBe('Import completed: the file "people.csv" (3 records, 4 warnings)');
    expect(text).toContain(
      'First warnings\n- The file (line 1): the column `frist` is ignored\n- Record 2 (line 3): no user has the code `x`\n- … and 2 more warnings: see the errors file\n',
    );
    expect(html).toContain('<li>Record 2 (line 3): no user has the code `x`</li>');
    expect(text).not.toContain('First errors');
  });

  it('counts errors by kind before the first of them', () => {
    const error = { severity: 'error', code: 'CONFLICT', firstRecord: 12 } as const;
    const { text, html } = report({
      status: 'COMPLETED_WITH_ERRORS',
      counts: countsOf({ records: 50, created: 15, failed: 35 }),
      firstErrors: [{ recordNumber: 12, line: 13, message: 'the <user> exists' }],
      issues: {
        groups: [{ ...error, kind: 'the <user> exists', count: 34, firstLine: 13 }],
        others: { error: 1, warning: 0 },
      },
    });
    expect(text).toContain(
      'Errors by kind\n- 34 × the <user> exists, first in record 12 (line 13)\n- … and 1 other error: see the errors file\n\nFirst errors\n',
    );
    expect(html).toContain('<li>34 × the &lt;user&gt; exists, first in record 12 (line 13)</li>');
  });

  const REST = { key: `imports/acme/${IMPORT_ID}/aborted-1-0/unprocessed-records.csv`, size: 1 };
  const steps: [string, Partial<Import>, string | undefined][] = [
    ['that is complete', { status: 'COMPLETED' }, undefined],
    [
      'with failed records',
      { status: 'COMPLETED_WITH_ERRORS' },
      'Fix the failed records and send them again, alone or with the rest of the file.',
    ],
    ['that was rejected', { status: 'REJECTED' }, 'Fix the file and send it again.'],
    [
      'that was rejected, and can be imported as it is with an option',
      { status: 'REJECTED', reason: { code: 'SIMILAR_COLUMNS', message: 'Accept the mapping.' } },
      'Do what the reason says, and send the file again.',
    ],
    [
      'that was rejected, and can be imported as it is with a mapping',
      { status: 'REJECTED', reason: { code: 'MISSING_KEY', message: 'Map a key.' } },
      'Do what the reason says, and send the file again.',
    ],
    [
      'that was aborted after its last record',
      { status: 'ABORTED' },
      `Ask your Rollcall administrator to resume import ${IMPORT_ID}.`,
    ],
    [
      'that was aborted',
      { status: 'ABORTED', files: { unprocessedRecords: REST } },
      `Ask your Rollcall administrator to resume import ${IMPORT_ID}, or send the unprocessed records again.`,
    ],
    [
      'that waits for confirmation',
      { status: 'AWAITING_CONFIRMATION' },
      `To confirm or cancel the import, open ${LINK}`,
    ],
  ];
  it.each(steps)('about an import %s says what the sender can do', (_, fields, step) => {
    const { text, html } = report({ counts: countsOf({ records: 2, created: 1, failed: 1 }), ...fields });
    if (step === undefined) expect(text + html).not.toMatch(/send|Ask your|To confirm/);
    else {
      expect(text.split('\n\n')).toContain(step);
      expect(html).toContain(`<p>${step}</p>`);
    }
  });

  it.each<Partial<Import>>([{ status: 'EVALUATED' }, { status: 'AWAITING_CONFIRMATION' }])(
    'about an import with $status shows updates and failures first',
    (fields) => {
      const counts = countsOf({ records: 6, updated: 1, failed: 2, created: 3 });
      const { text } = report({ counts, ...fields });
      expect(text).toMatch(
        /Would be updated +1\nWould fail +2\nWould be created +3\nWould be left unchanged +0\n/,
      );
      expect(text.split('\n')[0]).toContain(
        'The import of the file "people.csv" (6 records) would update 1 user, create 3 and leave 0 unchanged; 2 records would fail.',
      );
    },
  );

  it.each([
    [
      'https://app.example.com/imports/{importId}?confirm&from=mail',
      `To confirm or cancel the import, open https://app.example.com/imports/${IMPORT_ID}?confirm&from=mail`,
    ],
    ['https://app.example.com/', 'To confirm or cancel the import, open https://app.example.com/'],
    [
      'imports@example.com',
      `To confirm or cancel the import, write to imports@example.com. Name the import ${IMPORT_ID}.`,
    ],
    ['', `To confirm or cancel the import, open https://imports.example.com/#/imports/${IMPORT_ID}`],
  ])('says how to confirm at %j', (confirmationContact, step) => {
    const item = importItem({ status: 'AWAITING_CONFIRMATION', counts: countsOf({ records: 2 }) });
    const { text, html } = composeReport(item, {
      bucket: 'b',
      attached: new Set(),
      confirmationContact,
      importLink: IMPORT_LINK,
    });
    expect(text.split('\n\n')).toContain(step);
    expect(html).toContain(`<p>${step.replaceAll('&', '&amp;')}</p>`);
    expect(text + html).not.toMatch(/npx|rollcall confirm/);
  });

  it.each(endings)('links to the import that %s, in the text and in the HTML', (_, fields) => {
    const { text, html } = report(fields);
    expect(text.split('\n\n')).toContain(`Open the import: ${LINK}`);
    expect(html).toContain(`<p><a href="${LINK}">Open the import</a></p>`);
  });

  it('links to the page that the stage names, whose address cannot leave its attribute', () => {
    const importLink = 'https://app.example.com/imports?id={importId}&from=mail';
    const { text, html } = composeReport(importItem({}), { bucket: 'b', attached: new Set(), importLink });
    expect(text).toContain(`Open the import: https://app.example.com/imports?id=${IMPORT_ID}&from=mail`);
    expect(html).toContain(`href="https://app.example.com/imports?id=${IMPORT_ID}&amp;from=mail"`);
    for (const wrong of [
      'javascript:alert(1)//{importId}',
      'https://a.example/"x={importId}',
      'https://a.example/',
    ])
      expect(ImportLinkSchema.safeParse(wrong).success, wrong).toBe(false);
  });

  it('escapes text from the sender', () => {
    const { html, text } = report({
      status: 'COMPLETED_WITH_ERRORS',
      fileName: '<script>alert(1)</script>.csv',
      counts: countsOf({ records: 1, failed: 1 }),
      reason: { code: 'x', message: '<img src=x onerror="alert(1)">' },
      firstErrors: [{ recordNumber: 1, line: 2, message: `email must be …, found "<b>'&</b>"` }],
    });
    expect(html).not.toMatch(/<script|<img|<b>'/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;.csv');
    expect(html).toContain('found &quot;&lt;b&gt;&#39;&amp;&lt;/b&gt;&quot;');
    expect(text).toContain(`Record 1 (line 2): email must be …, found "<b>'&</b>"`);
  });

  it('counts failed records, not errors, when it says how many more failed', () => {
    const firstErrors = [1, 1, 1, 2].map((recordNumber) => ({ recordNumber, message: 'x' }));
    const { text } = report({
      status: 'COMPLETED_WITH_ERRORS',
      counts: countsOf({ records: 9, failed: 5 }),
      firstErrors,
    });
    expect(text).toContain('… and 3 more failed records');
  });

  it('labels the record count of an aborted import as processed records', () => {
    const { text } = report({ status: 'ABORTED', counts: countsOf({ records: 4, created: 4 }) });
    expect(text).toMatch(/Records processed +4/);
    expect(text).not.toContain('Records in the file');
  });

  it('lists the files as attachments or s3:// addresses, never as presigned links', () => {
    const files = { results: RESULTS, errors: ERRORS };
    const { text, html } = report({ status: 'COMPLETED_WITH_ERRORS', counts: countsOf(), files }, [
      ERRORS.key,
    ]);
    expect(text).toContain('Errors and warnings: attached as errors.csv');
    expect(text).toContain(`Results with one row for each record: s3://results-bucket/${RESULTS.key}`);
    expect(text).toContain('To get a file at an s3:// address: open the import');
    const { text: whole } = report({ status: 'COMPLETED', counts: countsOf(), files }, [
      ERRORS.key,
      RESULTS.key,
    ]);
    expect(whole).not.toContain('s3://');
    expect((text + html).replaceAll(LINK, '')).not.toMatch(/X-Amz-|https?:\/\//);
  });

  it('shows no counts for a rejected file', () => {
    expect(report({ status: 'REJECTED', counts: countsOf() }).text).not.toContain('Created');
  });
});

it.each<[prose: string, fields: Partial<Import>, advice: string]>([
  ['a file', { status: 'COMPLETED_WITH_ERRORS' }, 'to fix and import again'],
  ['a rejected file', { status: 'REJECTED' }, 'to fix in the file'],
  [
    'a pair',
    { status: 'COMPLETED_WITH_ERRORS', feed: { timestamp: '20180321110559', revision: 0 } },
    'to fix and send as a new pair',
  ],
])('the e-mail says what to do with the failed records of %s', (_prose, fields, advice) => {
  const files = { failedRecords: { key: `imports/acme/${IMPORT_ID}/failed-records.csv`, size: 10 } };
  const counts = countsOf({ records: 1, failed: 1 });
  expect(report({ ...fields, counts, files }).text).toContain(
    `Failed records with their errors, ${advice}: `,
  );
});
