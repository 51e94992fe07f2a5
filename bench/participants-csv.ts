import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How much of a file is quoted, which affects the speed of splitting. */
export const QUOTING = ['no quotes', '20 % of the cells quoted', 'all quoted, with newlines'] as const;
export type Quoting = (typeof QUOTING)[number];

export const PARTICIPANT_COLUMNS = [
  'accountId',
  'id',
  'firstName',
  'lastName',
  'email',
  'referable',
  'locale',
  'countryCode',
  'customFields.company',
  'customFields.address',
] as const;

const COMPANIES = ['Northwind', 'Müller & Söhne', 'Łódź Textiles', 'Contoso', 'Ærø Ferries'];
const BLOCK_RECORDS = 5000;
const PIECE_RECORDS = 500;

/** Writes a participants file of at least `bytes`, and returns its length. Each record is a different participant. */
export async function writeParticipants(path: string, quoting: Quoting, bytes: number): Promise<number> {
  let written = 0;
  function* blocks(): Generator<Buffer> {
    const header = Buffer.from(`${PARTICIPANT_COLUMNS.join(',')}\n`);
    written += header.length;
    yield header;
    for (let first = 0; written < bytes; first += BLOCK_RECORDS) {
      const block = Buffer.from(
        Array.from({ length: BLOCK_RECORDS }, (_, i) => record(first + i, quoting)).join(''),
      );
      written += block.length;
      yield block;
    }
  }
  await pipeline(Readable.from(blocks()), createWriteStream(path));
  return written;
}

/** Writes a participants file of exactly `records` records. */
export async function writeParticipantRecords(path: string, records: number): Promise<void> {
  function* lines(): Generator<string> {
    yield `${PARTICIPANT_COLUMNS.join(',')}\n`;
    for (let n = 0; n < records; n++) yield record(n, 'no quotes');
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** Generates records without a header, on demand, in pieces of about 60 KB like those of an S3 body. */
export function* participantBlocks(records: number): Generator<Buffer> {
  for (let first = 0; first < records; first += PIECE_RECORDS) {
    const length = Math.min(PIECE_RECORDS, records - first);
    yield Buffer.from(Array.from({ length }, (_, i) => record(first + i, 'no quotes')).join(''));
  }
}

/** The cells of the n-th participant. */
export function participantCells(n: number, quoting: Quoting): string[] {
  const company = COMPANIES[n % COMPANIES.length] ?? '';
  const street =
    quoting === 'no quotes' ? `${n % 500} Harbour Street` : `${n % 500} Harbour Street, Unit ${n % 9}`;
  const address = quoting === 'all quoted, with newlines' ? `${street}\nFloor ${n % 30}` : street;
  return [
    `acme-${n % 1000}`,
    `participant-${n}`,
    `First${n % 7919}`,
    quoting === 'no quotes' ? `O'Hara${n % 104_729}` : `Last "${n % 104_729}"`,
    `first${n % 7919}.last${n}@example.com`,
    n % 3 === 0 ? 'false' : 'true',
    'en_US',
    'US',
    company,
    address,
  ];
}

function record(n: number, quoting: Quoting): string {
  const all = quoting === 'all quoted, with newlines';
  const cells = participantCells(n, quoting).map((cell) =>
    all || /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${cells.join(',')}\n`;
}
