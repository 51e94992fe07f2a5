import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileFormat, ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { nested } from '../../../lambdas/core/import-type/sample-file.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { encode } from './csv-changes.ts';
import { importBytes } from './import-bytes.ts';
import { objection, usersIn } from './objection.ts';

/** How objects are written. */
interface JsonForm {
  readonly objects: readonly object[];
  readonly format: FileFormat;
  readonly lineEnd: string;
  readonly before: string;
  readonly behind: string;
  readonly beforeEach: string;
  readonly behindEach: string;
  readonly indent: number;
  readonly member: string | undefined;
  /** Other members of the object around the array. */
  readonly members: string;
  readonly encoding: Parameters<typeof encode>[1];
  readonly gzip: boolean;
}

interface Change {
  readonly change: Partial<JsonForm>;
  /** What a rejection or an error says that is due to this change; absent: there is none. */
  readonly named?: RegExp;
}

const BOTH: Readonly<Record<string, Change>> = {
  'lines that end in CRLF': { change: { lineEnd: '\r\n' } },
  'lines that end in CR, CR, LF': { change: { lineEnd: '\r\r\n' } },
  'lines that end in CR': { change: { lineEnd: '\r' } },
  'a byte order mark': { change: { before: '\ufeff' } },
  'two byte order marks': { change: { before: '\ufeff\ufeff' } },
  'lines that end in U+2028': {
    change: { lineEnd: '\u2028' },
    named: /in the character U\+2028|not valid JSON/,
  },
  'empty lines between the lines': { change: { lineEnd: '\n\n' } },
  'empty lines before the first': { change: { before: '\n\r\n' } },
  'empty lines before a byte order mark': { change: { before: '\n\ufeff' } },
  'Ctrl-Z at the end': { change: { behind: '\x1a' } },
  'Ctrl-Z on a line of its own': { change: { behind: '\x1a\r\n' } },
  'NULs at the end': { change: { behind: '\0\0' } },
  'a form feed and blanks at the end': { change: { behind: '\f\n \x1a \n\0\n' } },
  'objects over several lines': { change: { indent: 2 } },
  'UTF-16, little endian': { change: { encoding: 'utf16le' } },
  'UTF-16, big endian': { change: { encoding: 'utf16be' } },
  'Windows-1252': { change: { encoding: 'windows-1252' }, named: /UTF-8/ },
  gzip: { change: { gzip: true } },
};
const OF_FORMAT: Readonly<Record<'json' | 'jsonl', Readonly<Record<string, Change>>>> = {
  json: {
    'an object around the array': { change: { member: 'users' } },
    'the last page of an export': {
      change: { member: 'users', members: '"total":1,"hasMore":false,"next":null,' },
    },
    'one page of an export': {
      change: { member: 'users', members: '"links":{"next":"x"},' },
      named: /one page of an export.*`links\.next` is not empty/,
    },
  },
  jsonl: {
    'a comma behind each object': { change: { behindEach: ',' } },
    'a record separator before each object': { change: { beforeEach: '\x1e' } },
    'a byte order mark before each object': { change: { beforeEach: '\ufeff' } },
    'blanks around each object': { change: { beforeEach: ' \t', behindEach: ' ' } },
    'Ctrl-Z behind each object': { change: { behindEach: '\x1a' } },
    'objects one behind the other': { change: { lineEnd: '' } },
    'an array': { change: { format: 'json' } },
    'an object around an array': { change: { format: 'json', member: 'users' } },
  },
};

function write(form: JsonForm): Buffer {
  const { objects, format, lineEnd, before, behind, indent, member } = form;
  const texts = objects.map((object) => JSON.stringify(object, undefined, indent).replaceAll('\n', lineEnd));
  const lines = texts.map((text) => form.beforeEach + text + form.behindEach + lineEnd).join('');
  const array = `[${lineEnd}${texts.join(`,${lineEnd}`)}${lineEnd}]${lineEnd}`;
  const mark = form.encoding.startsWith('utf16') ? '\ufeff' : '';
  const content =
    format === 'jsonl' ? lines : member === undefined ? array : `{${form.members}"${member}":${array}}`;
  const bytes = encode(mark + before + content + behind, form.encoding);
  return form.gzip ? gzipSync(bytes) : bytes;
}

const TYPES: readonly (readonly [string, 'json' | 'jsonl', ImportTypeDefinition])[] = [
  ['participants', 'jsonl', participants],
  ['participants', 'json', participants],
  ['user-feed', 'json', userFeed],
];

describe.each(TYPES)('a file of %s in %s', (_, format, definition) => {
  const record = fc.tuple(
    fc.constantFrom(...definition.sample.records),
    fc.constantFrom('Ann', 'Jörg', 'say "hi"', 'two\nlines', '{', '],'),
  );
  const files = fc
    .array(record, { minLength: 1, maxLength: 5 })
    .map((records) =>
      records.map(
        ([{ 'referralCodes.spring-2026': _code, 'referredBy.code': _by, ...fields }, firstName], i) =>
          nested({ ...fields, id: `u${i}`, email: `u${i}@example.com`, firstName }),
      ),
    );
  const change = fc.constantFrom(...Object.entries({ ...BOTH, ...OF_FORMAT[format] }));

  it('becomes the same users whatever two tools make of it, or what they made is named', async () => {
    const law = fc.asyncProperty(files, fc.tuple(change, change), async (objects, changes) => {
      const plain: JsonForm = {
        objects,
        format,
        lineEnd: '\n',
        before: '',
        behind: '',
        beforeEach: '',
        behindEach: '',
        indent: 0,
        member: undefined,
        members: '',
        encoding: 'utf8',
        gzip: false,
      };
      const expected = usersIn(await importBytes(definition, write(plain)));
      expect(expected.size).toBe(objects.length);
      const changed = write(Object.assign(plain, ...changes.map(([, { change: by }]) => by)));
      const named = changes.flatMap(([, { named: pattern }]) => pattern ?? []);
      const found = objection(expected, await importBytes(definition, changed), named);
      const names = changes.map(([name]) => name).join(' + ');
      expect(found && `${names}\n${JSON.stringify(changed.toString())}\n${found}`).toBeUndefined();
    });
    await fc.assert(law, lawRuns(150));
  });
});
