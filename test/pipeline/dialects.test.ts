import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';

const BOM = '\ufeff';
const ANN = { accountId: 'acme', id: 'a', firstName: 'Ann' };
const BEN = { accountId: 'acme', id: 'b', firstName: 'Ben' };
const HEADER = 'accountId,id,firstName';

/** Each file holds Ann and Ben as something else than a plain text file writes them. */
const READ: Readonly<Record<string, Buffer | string>> = {
  'CR, CR, LF at the end of each line': `${HEADER}\r\r\nacme,a,Ann\r\r\nacme,b,"Ben"\r\r\n`,
  'a CR at the end of the file': `${HEADER}\nacme,a,Ann\nacme,b,Ben\r`,
  'CR at the end of each line': `${HEADER}\racme,a,Ann\racme,b,Ben\r`,
  'quoted rows that end in CR': '"accountId","id","firstName"\r"acme","a","Ann"\r"acme","b","Ben"\r',
  'JSON Lines that end in CR, in UTF-16': Buffer.from(
    `${BOM}{"accountId":"acme","id":"a","firstName":"Ann"}\r{"accountId":"acme","id":"b","firstName":"Ben"}\r`,
    'utf16le',
  ),
  'spaces before quotes': 'accountId, id, firstName\n"acme", "a", "Ann"\n"acme", "b", "Ben"\n',
  'spaces around quotes': `${HEADER}\n"acme" ,"a" ,"Ann" \n "acme" , "b" , "Ben"\n`,
  'two byte order marks': `${BOM}${BOM}"accountId","id","firstName"\r\n"acme","a","Ann"\r\nacme,b,Ben\r\n`,
  'a byte order mark at the beginning of a row': `${BOM}${HEADER}\nacme,a,Ann\n${BOM}"acme","b","Ben"\n`,
  'Ctrl-Z at the end': `${HEADER}\r\nacme,a,Ann\r\nacme,b,Ben\r\n\x1a`,
  'Ctrl-Z, NULs and form feeds on lines of their own': `${HEADER}\r\nacme,a,Ann\x1a\r\n\f\r\nacme,b,"Ben"\0\r\n\x1a\r\n \0\n\f`,
  'NULs at the end': `${HEADER}\nacme,a,Ann\nacme,b,Ben\0\0\0`,
  'an unnamed column at the end of the header': `${HEADER},\nacme,a,Ann\nacme,b,Ben\n`,
  'a delimiter at the end of each row': `${HEADER}\n${'acme,a,Ann,\n'.repeat(9)}acme,b,Ben,\n`,
  'JSON Lines with commas':
    '{"accountId":"acme","id":"a","firstName":"Ann"},\n{"accountId":"acme","id":"b","firstName":"Ben"}\n',
  'JSON over several lines behind a blank line and a byte order mark': `\n${BOM}{\n  "accountId":"acme","id":"a","firstName":"Ann"\n}\n{\n  "accountId":"acme","id":"b","firstName":"Ben"\n}\x1a\r\n\0\n`,
  'JSON Lines with record separators':
    '\x1e{"accountId":"acme","id":"a","firstName":"Ann"}\n\x1e{"accountId":"acme","id":"b","firstName":"Ben"}\n',
  'JSON Lines with byte order marks': `${BOM}${BOM}{"accountId":"acme","id":"a","firstName":"Ann"}\r\r\n${BOM}{"accountId":"acme","id":"b","firstName":"Ben"}\r\n\x1a`,
};

const REJECTED: Readonly<Record<string, readonly [content: Buffer | string, code: string, message: RegExp]>> =
  {
    'a web page': ['<!DOCTYPE html>\n<html></html>', 'WEB_PAGE', /sign in/],
    'a title above the header': [
      `Members as of 2026-11-01,,\n,,\n${HEADER}\nacme,a,Ann\n`,
      'UNRECOGNISED_TYPE',
      /seems to be row 2 .* Delete everything above it/,
    ],
    'a comment above the header': [
      `# exported\n${HEADER}\nacme,a,Ann\n`,
      'UNRECOGNISED_TYPE',
      /seems to be row 2/,
    ],
    'gzip members that are not next to each other': [
      Buffer.concat([gzipSync(`${HEADER}\nacme,a,Ann\n`), Buffer.of(0), gzipSync('acme,b,Ben\n')]),
      'BROKEN_GZIP',
      /bytes after the part that can be decompressed/,
    ],
  };

let test: JoinedCloud;
beforeAll(async () => {
  test = await joinSharedCloud();
});

describe('a file as programs write it', () => {
  it('is read as what it says', async () => {
    const found = await Promise.all(
      Object.entries(READ).map(async ([form, content]) => {
        const { item, users, errors } = await importFile(test, content);
        return { form, status: item.status, users, errors };
      }),
    );
    expect(found).toEqual(
      Object.keys(READ).map((form) => ({ form, status: 'COMPLETED', users: [ANN, BEN], errors: [] })),
    );
  });

  it('is rejected, and the message names what it is', async () => {
    const found = await Promise.all(
      Object.entries(REJECTED).map(async ([form, [content]]) => {
        const { item, users } = await importFile(test, content);
        return { form, status: item.status, reason: item.reason, users };
      }),
    );
    expect(found).toEqual(
      Object.entries(REJECTED).map(([form, [, code, message]]) => ({
        form,
        status: 'REJECTED',
        reason: { code, message: expect.stringMatching(message) },
        users: [],
      })),
    );
  });
});

describe('rows of another width than the header', () => {
  it('are imported with one warning if they lack only cells at their end', async () => {
    const content = `${HEADER},lastName\nacme,a,Ann\nacme,b,Ben\nacme,c,Cy,Kim\n`;
    const { item, users, errors } = await importFile(test, content);
    expect(item).toMatchObject({ status: 'COMPLETED', counts: { created: 3, failed: 0, warnings: 1 } });
    expect(users).toMatchObject([ANN, BEN, { id: 'c', lastName: 'Kim' }]);
    expect(errors).toMatchObject([
      {
        recordNumber: '1',
        severity: 'warning',
        message:
          'the row lacks its last cell, which was read as blank; so does the next row; if a line break cut a row in two here, quote the cell that contains the line break',
      },
    ]);
  });

  it('fail if a line break cut them, if they are shifted, and if they contain a carriage return', async () => {
    const columns = `${HEADER},lastName,customFields.title,customFields.plan`;
    const rows = [
      'acme,a,An',
      'n,Lee,CEO,gold',
      'acme,s,Sam,Tan, Jr.,Engineer,',
      'acme,b\racme,c,Cy,x',
      'acme,z,Zoe,,,',
      'acme,l,Li,x,y,see',
      'foo, bar',
    ];
    const { item, users, errors } = await importFile(test, `${columns}\n${rows.join('\n')}\n`);
    expect(item.counts).toMatchObject({ records: 7, created: 1, failed: 6 });
    expect(users.map(({ id }) => id)).toEqual(['z']);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/3 cells, the header has 6; together with the row before or after it/),
      expect.stringMatching(/4 cells, the header has 6; together with the row before or after it/),
      expect.stringMatching(/7 cells, the header has 6/),
      expect.stringMatching(/carriage return \(CR\)/),
      expect.stringMatching(/the row before or after it has too few cells/),
      expect.stringMatching(/2 cells, the header has 6, and they do not look like/),
    ]);
  });
});
