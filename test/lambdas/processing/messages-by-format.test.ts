/** Each message is written for the format that the sender has: no advice about rows for JSON, or about keys for CSV. */
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../lambdas/core/import-type/sample-file.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { REFUSED_KEYS } from '../../../scripts/docs/keys-page.ts';
import { runCase } from '../../../scripts/docs/senders-page.ts';
import { CASES } from '../../fixtures/cases/cases.ts';
import { type ImportedBytes, importBytes } from './import-bytes.ts';

const OF_CSV = /\b(?:columns?|rows?|cells?|headers?|delimiters?|Excel|paste)\b/i;
const OF_JSON = /\b(?:JSON|objects?|arrays?|jq|(?:the|this) key)\b/i;
/** Names of metadata, and what was sent. */
const NOT_WORDS = /`[^`]*`|"(?:[^"\\]|\\.)*"|rollcall-similar-columns|--map\s'[^']*'/g;

function messagesOf(imported: ImportedBytes): readonly string[] {
  if (imported.status === 'rejected') return [imported.message];
  return imported.errors.map(([, message = '']) => message);
}

function wordsOf(imported: ImportedBytes): string {
  return messagesOf(imported).join('\n').replace(NOT_WORDS, '');
}

/** Values that tools write, by the field that gets them. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  id: Object.values(REFUSED_KEYS).flat(),
  firstName: ['#N/A', '=HYPERLINK("x")', 'JosÃ©', 'J\ufffdrgen'],
  dateCreated: [
    '3/2/2026',
    '02.03.2026',
    '46082',
    '1772442900',
    '3/2/26',
    '2026-02-30',
    '0000-00-00',
    'soon',
  ],
  referable: ['WAHR', 'perhaps'],
  email: ['Ann <a@example.com>', 'mailto:a@example.com', 'a@example.com;b@example.com', 'a@localhost', 'a'],
  countryCode: ['Atlantis'],
  locale: ['german'],
  imageUrl: ['www.example.com/ann.png', 'ftp://example.com'],
};
const each = Object.entries(VALUES).flatMap(([field, values]) => values.map((value) => ({ field, value })));

describe('the message about a value that is refused', () => {
  it.each(each)('of $field $value in JSON has no words of CSV', async ({ field, value }) => {
    const record = { accountId: 'acme', id: 'a', [field]: value };
    const file = Buffer.from(`${JSON.stringify(record)}\n`);
    expect(wordsOf(await importBytes(participants, file))).not.toMatch(OF_CSV);
  });

  it.each(each)('of $field $value in CSV has no words of JSON', async ({ field, value }) => {
    const record = { accountId: 'acme', id: 'a', [field]: value };
    const file = Buffer.from(csvLine(Object.keys(record)) + csvLine(Object.values(record)));
    expect(wordsOf(await importBytes(participants, file))).not.toMatch(OF_JSON);
  });
});

describe('the message about a file', () => {
  it.each(Object.values(CASES).flat())('with $holds has only words of its format', async (one) => {
    const isJson = /^\s*[[{]/.test(String(one.content));
    expect(wordsOf(await runCase(one))).not.toMatch(isJson ? OF_CSV : OF_JSON);
  });
});

describe('the message about a date or an address', () => {
  it.each([
    ['dateCreated', '02.03.2026', 'write year, month and day: 2026-03-02'],
    ['imageUrl', 'www.example.com/ann.png', 'write https:// in front'],
    ['id', 'true', 'check which key has this name'],
  ])('says of %s %s in JSON: %s', async (field, value, advice) => {
    const record = { accountId: 'acme', id: 'a', [field]: value };
    const imported = await importBytes(participants, Buffer.from(`${JSON.stringify(record)}\n`));
    expect(messagesOf(imported)).toEqual([expect.stringContaining(advice)]);
  });
});
