/** Damaged files of every type and format, and the words of what is said about them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedIssue } from '../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import type { FileFormat, ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import { sampleFile, sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import { fitToName } from '../../lambdas/core/inspection/named-as-json.ts';
import { recognise } from '../../lambdas/core/inspection/recognise.ts';
import { EXACT_NAMES } from '../../lambdas/core/inspection/recognition.ts';
import { notUtf8 } from '../../lambdas/core/inspection/reject-encoding.ts';
import type { Rejection } from '../../lambdas/core/inspection/rejection.ts';
import { participants } from '../../lambdas/import-types/participants.ts';
import { fileWarnings } from '../../lambdas/reading/file-warnings.ts';
import { readHeaderlessLayout } from '../../lambdas/reading/headerless-layout.ts';
import { firstRecords } from '../../lambdas/reading/inspection/first-records.ts';
import { readLayout } from '../../lambdas/reading/inspection/read-layout.ts';
import { FileRejected } from '../../lambdas/runtime/errors.ts';
import { lawRuns } from '../support/law-runs.ts';
import type { InspectedFile } from './processing/memory-import.ts';
import { runImports } from './processing/run-imports.ts';
import { everyTypeAndFormat } from './support/all-types.ts';

/** Words that say nothing to the sender of the other formats. The header file of a feed is JSON. */
const WRONG_WORDS: Readonly<Record<FileFormat, RegExp>> = {
  csv: /\bJSON|\bjq\b|\bkey\b|bracket|\bobject\b/i,
  jsonl: /\bCSV\b|Excel|spreadsheet|\bheader\b(?! file)|\bcolumns?\b|\brows?\b|\bcells?\b|delimiter/i,
  json: /\bCSV\b|Excel|spreadsheet|\bheader\b(?! file)|\bcolumns?\b|\brows?\b|\bcells?\b|delimiter/i,
};

/** Says which formats there are, because the file is in none of them or in one that its type does not accept. */
const ABOUT_FORMATS: ReadonlySet<string> = new Set([
  'EMPTY_FILE',
  'BINARY_FILE',
  'WEB_PAGE',
  'WRONG_FORMAT',
  'JSON_ARRAY',
  'PRETTY_PRINTED',
  'NOT_JSON',
]);

const TEXTS = ['"', ',', '{', '}', '[', ']', ':', ' ', '\n', '\r', '\0', '\ufeff', '1', 'x', '"a",', '7e99'];
const LINES = [
  '# export',
  'Members as of May',
  '<html>',
  '{',
  '[',
  '{"users":[',
  '\u001a',
  'null',
  '"a"',
  '1,2,3',
];

type Damage = (text: string) => string;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number) => Math.floor(text.length * share);
const damage: fc.Arbitrary<Damage> = fc.oneof(
  place.map((share) => (text: string) => text.slice(0, at(text, share))),
  fc.tuple(place, fc.nat(3)).map(
    ([share, n]) =>
      (text: string) =>
        text.slice(0, at(text, share)) + text.slice(at(text, share) + n),
  ),
  fc.tuple(place, fc.constantFrom(...TEXTS)).map(
    ([share, more]) =>
      (text: string) =>
        text.slice(0, at(text, share)) + more + text.slice(at(text, share)),
  ),
  fc.constantFrom(...LINES).map((line) => (text: string) => `${line}\n${text}`),
  fc.constantFrom(...LINES).map((line) => (text: string) => `${text}${line}\n`),
  fc.constant((text: string) => text + text),
  fc.constant((text: string) => text.replaceAll(/^(\{.*\})$/gm, '{"users":[$1]}')),
  fc.constant((text: string) => text.replaceAll(/^(\{.*\})$/gm, '{"doc":$1}')),
  fc.constant((text: string) => text.replaceAll('\n', '\r')),
  fc.constant((text: string) => text.replace(/[a-z]+Name|Display/, 'shoe')),
  fc.constant((text: string) => text.replaceAll(/true|false/g, 'perhaps')),
);

interface Said extends Pick<ReportedIssue, 'message'> {
  readonly code?: string;
}

function inspect(
  definition: ImportTypeDefinition,
  format: FileFormat,
  text: string,
): InspectedFile & { unknown: readonly string[] } {
  const settings = { ...NO_SETTINGS, ...definition.sample.settings };
  const { parameters } = definition.sample;
  const type = definition.resolve({ settings, parameters });
  const head = { bytes: Buffer.from(text), complete: true };
  const layout =
    type.headerless === undefined
      ? readLayout(head, `users.${format}`)
      : readHeaderlessLayout(head, type.headerless);
  const recognised = recognise([type], type.name, layout, {
    ...EXACT_NAMES,
    sampled: () => firstRecords(head, layout),
  });
  if (!recognised.ok) throw new FileRejected(recognised.code, recognised.message);
  return { importType: type.name, settings, parameters, text, layout, unknown: recognised.unknownColumns };
}

/** All that the sender of the file is told about it. */
async function messagesAbout(
  definition: ImportTypeDefinition,
  format: FileFormat,
  text: string,
): Promise<readonly Said[]> {
  try {
    const file = inspect(definition, format, text);
    const [results = []] = (await runImports([file], 3)).results;
    const type = definition.resolve({ settings: file.settings ?? NO_SETTINGS, parameters: file.parameters });
    const line = file.layout.format === 'csv' ? 1 : undefined;
    return [
      ...fileWarnings(type, new Set(file.unknown), line, 0).map(({ issue }) => issue),
      ...results.flatMap(({ issues }) => issues).map(({ kind, message }) => ({ message: kind ?? message })),
    ];
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
    const rejection: Rejection = fitToName(error.reason, `users.${format}`);
    return [rejection];
  }
}

/** Without what is quoted: that is the sender's. */
const ownWords = (message: string) =>
  message.replaceAll(/`[^`]*`|"[^"]*"|'[^']*'/g, '').replaceAll('results.csv', '');

describe('what is said about a file', () => {
  it.each(everyTypeAndFormat())(
    'has the words of its format: %s as %s',
    async (_name, format, definition) => {
      const sample = sampleFile(definition, format);
      let messages = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 2 }), async (damages) => {
          const text = damages.reduce((damaged, each) => each(damaged), sample);
          // Content that begins like JSON is JSON, whatever the name of the file is.
          fc.pre(format !== 'csv' || !/^\s*[{[]/.test(text));
          for (const { code, message } of await messagesAbout(definition, format, text)) {
            messages++;
            if (code === undefined || !ABOUT_FORMATS.has(code))
              expect(ownWords(message), `${code}: ${message}`).not.toMatch(WRONG_WORDS[format]);
          }
        }),
        lawRuns(200),
      );
      expect(messages).toBeGreaterThan(50);
    },
  );

  const bad = { offset: 5, byte: 0xf6 };
  it.each<[what: string, says: (format: FileFormat) => string]>([
    ['bytes that are not UTF-8', (format) => notUtf8(bad, 2, format).message],
    [
      'unknown names, and more of them than are listed',
      (format) => {
        const names = Array.from({ length: 150 }, (_, i) => `shoe${i}`);
        const line = format === 'csv' ? 1 : undefined;
        const issues = fileWarnings(sampleType(participants), new Set(names), line, 2_000);
        return issues.map(({ issue }) => issue.message).join('; ');
      },
    ],
  ])('has the words of its format: %s', (_, says) => {
    for (const format of ['csv', 'jsonl', 'json'] as const) {
      const message = says(format).replace(/results\.csv[^;]*/, '');
      expect(ownWords(message), message).not.toMatch(WRONG_WORDS[format]);
    }
  });

  it.each(['an-export.jsonl', 'an-export.ndjson', 'AN-EXPORT.JSON', 'an-export.json.gz'])(
    'is about JSON where the name says JSON and the content does not: %s',
    (name) => {
      for (const about of ['MISSING_COLUMN', 'DUPLICATE_COLUMN'] as const) {
        const { code, message } = fitToName({ code: about, message: 'The header has …' }, name);
        expect(code).toBe('NOT_JSON');
        expect(message).not.toMatch(/header|column/);
      }
    },
  );

  it('is about the header where the name says CSV, or where another rule of JSON is broken', () => {
    const header = { code: 'MISSING_COLUMN', message: 'The header has no …' } as const;
    expect(fitToName(header, 'users.csv')).toBe(header);
    const pretty = { code: 'PRETTY_PRINTED', message: 'A JSON object …' } as const;
    expect(fitToName(pretty, 'users.json')).toBe(pretty);
  });
});
