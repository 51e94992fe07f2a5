import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { inCommandWords } from '../../lambdas/core/wording/option-words.ts';
import { readMail } from '../support/read-mail.ts';
import {
  type Imported,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  type Upload,
} from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName';
const GOOD = `${HEADER}\nacme,ann,Ann\n`;
const TOO_LARGE = 24 * 1024 ** 2 + 1;

interface Case extends Upload {
  readonly content: Buffer | string;
  readonly code: string;
  /** The message must say what the sender has to do. */
  readonly message: RegExp;
}

const CASES: Readonly<Record<string, Case>> = {
  'an empty file': { content: '', code: 'EMPTY_FILE', message: /empty/ },
  'a file of blank lines': { content: '\n \r\n\n', code: 'EMPTY_FILE', message: /empty/ },
  'a byte order mark alone': { content: '\ufeff', code: 'EMPTY_FILE', message: /empty/ },
  'a header without records': { content: `${HEADER}\n`, code: 'NO_RECORDS', message: /at least one row/ },
  'a header without a line break': { content: HEADER, code: 'NO_RECORDS', message: /at least one row/ },
  'an empty gzip file': { content: gzipSync(''), code: 'EMPTY_FILE', message: /empty/ },
  'a header that names a column twice': {
    content: `${HEADER},id\nacme,ann,Ann,x\n`,
    code: 'DUPLICATE_COLUMN',
    message: /`id` twice/,
  },
  'two spellings of one column': {
    content: `${HEADER},shareLinks.p,sharelinks.p\nacme,ann,Ann,,\n`,
    code: 'DUPLICATE_COLUMN',
    message: /same field/,
  },
  'a file without a required column': {
    content: 'accountId,identifier\nacme,ann\n',
    code: 'MISSING_COLUMN',
    message: /no column `id`.*Found: `accountId`, `identifier`/,
  },
  'a line `sep=;` before the header': {
    content: 'sep=;\r\naccountId;id\r\nacme;ann\r\n',
    code: 'SEP_LINE',
    message: /Delete that line/,
  },
  'a file of something else': {
    content: 'city,population\nOslo,700000\n',
    code: 'UNRECOGNISED_TYPE',
    message: /Found: `city`, `population`/,
  },
  'UTF-32': {
    content: Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from('accountId,id\na,b\n', 'utf16le')]),
    code: 'WRONG_ENCODING',
    message: /UTF-32.*Save it again in UTF-8/,
  },
  'Windows-1252 that is not named': {
    content: Buffer.from(`${GOOD}acme,bob,Bob\nacme,jörg,Jörg\n`, 'latin1'),
    code: 'WRONG_ENCODING',
    message: /line 4 \(byte 56\) has 0xF6, in Windows-1252 the character "ö".*--encoding windows-1252/,
  },
  'Windows-1252 with letters in the header': {
    content: Buffer.from('accountId,id,customFields.größe\nacme,ann,1\n', 'latin1'),
    code: 'WRONG_ENCODING',
    message: /--encoding windows-1252/,
  },
  'Windows-1252 whose first letter comes behind the first bytes': {
    content: Buffer.from(`${GOOD}${'acme,ann,Ann\n'.repeat(30_000)}acme,jörg,Jörg\n`, 'latin1'),
    code: 'WRONG_ENCODING',
    message: /line 30003 .* has 0xF6/,
  },
  'UTF-8 to which another encoding was given': {
    content: `${GOOD}${'acme,ann,Ann\n'.repeat(30_000)}acme,jörg,Jörg\n`,
    metadata: { encoding: 'windows-1252' },
    code: 'WRONG_ENCODING',
    message: /is in UTF-8, but windows-1252 was named.*--encoding utf-8/,
  },
  'bytes that are no text in the encoding that was named': {
    content: Buffer.from(`${GOOD}acme,bob,\x81\xe9\n`, 'latin1'),
    metadata: { encoding: 'windows-1252' },
    code: 'WRONG_ENCODING',
    message: /line 3 \(byte 46\) has 0x81, which is no character of windows-1252/,
  },
  'UTF-16 that is cut off': {
    content: Buffer.from(`\ufeff${GOOD}`, 'utf16le').subarray(0, -1),
    code: 'WRONG_ENCODING',
    message: /not valid utf-16le: line 2/,
  },
  'an encoding that does not exist': {
    content: GOOD,
    metadata: { encoding: 'ebcdic' },
    code: 'BAD_METADATA',
    message: /rollcall-encoding: expected one of the encodings utf-8/,
  },
  'an Excel workbook': {
    content: Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(400)]),
    code: 'BINARY_FILE',
    message: /Excel.*CSV UTF-8/,
  },
  'a PDF document': { content: '%PDF-1.7\n', code: 'BINARY_FILE', message: /PDF/ },
  'a JSON object with two arrays': {
    content: '{"users":[{"accountId":"a","id":"b"}],"groups":[{"id":"g"}]}',
    code: 'SEVERAL_ARRAYS',
    message: /`users`, `groups`/,
  },
  'a JSON object with an array behind that of the records': {
    content: `{"users":[${'{"accountId":"a","id":"b"},'.repeat(12_000)}{"accountId":"a","id":"c"}],"groups":[{"id":"g"}]}`,
    code: 'SEVERAL_ARRAYS',
    message: /`groups`/,
  },
  'a JSON object that may be one record or an object around records': {
    content: '{"accountId":"a","id":"b","friends":[{"accountId":"a","id":"c"}]}',
    code: 'RECORD_OR_ARRAY',
    message: /put it into \[ \]/,
  },
  'a JSON object with an array in another object': {
    content: '{"data":{"users":[{"accountId":"a","id":"b"}]}}',
    code: 'NESTED_ARRAY',
    message: /jq '\.data\.users'/,
  },
  'a header with an unclosed quote': {
    content: `accountId,"id,firstName\nacme,ann,Ann\n`,
    code: 'MALFORMED_HEADER',
    message: /quote/,
  },
  'a file above the limit': {
    content: Buffer.concat([Buffer.from(GOOD), Buffer.alloc(TOO_LARGE, 'x')]),
    code: 'FILE_TOO_LARGE',
    message: /at most 25165824.*smaller files/,
  },
  'a gzip file that decompresses above the limit': {
    content: gzipSync(GOOD + randomBytes(TOO_LARGE / 2).toString('hex')),
    code: 'FILE_TOO_LARGE',
    message: /decompressed/,
  },
  'a gzip file that contains more than 200 times its size': {
    content: gzipSync(Buffer.concat([Buffer.from(GOOD), Buffer.alloc(TOO_LARGE, 'x')])),
    code: 'FILE_TOO_LARGE',
    message: /at most 200 times its size/,
  },
  'a gzip file that is cut off': {
    content: gzipSync(GOOD + randomBytes(300_000).toString('hex')).subarray(0, 200_000),
    code: 'BROKEN_GZIP',
    message: /damaged or cut off/,
  },
  'an import type that does not exist': {
    content: GOOD,
    type: 'unicorns',
    code: 'UNKNOWN_TYPE',
    message: /participants/,
  },
  'metadata that makes no sense': {
    content: GOOD,
    metadata: { mode: 'replace' },
    code: 'BAD_METADATA',
    message: /rollcall-mode/,
  },
};

describe('a file that its sender must correct', () => {
  let test: JoinedCloud;
  const imported = new Map<string, Imported>();

  beforeAll(async () => {
    test = await joinSharedCloud();
    await Promise.all(
      Object.entries(CASES).map(async ([name, { content, ...upload }]) =>
        imported.set(name, await importFile(test, content, upload)),
      ),
    );
  });

  it.each(Object.entries(CASES))('%s is rejected with advice', (name, { code, message }) => {
    const { item, users } = imported.get(name) as Imported;
    expect({ status: item.status, code: item.reason?.code }).toEqual({ status: 'REJECTED', code });
    expect(item.reason?.message).toMatch(message);
    expect(item.files ?? {}).toEqual({});
    expect(users).toEqual([]);
  });

  it.each(Object.keys(CASES))('%s is reported in one e-mail', (name) => {
    const { item, mails } = imported.get(name) as Imported;
    expect(mails).toHaveLength(1);
    const { subject, text } = readMail(mails[0] as Buffer);
    expect(subject).toBe('Import rejected: the file "users.csv"');
    // An e-mail also names the metadata of an upload. The command, which has read the import, does not.
    expect(inCommandWords(text.replaceAll(/\s+/g, ' '))).toContain(
      item.reason?.message.replaceAll(/\s+/g, ' '),
    );
  });
});
