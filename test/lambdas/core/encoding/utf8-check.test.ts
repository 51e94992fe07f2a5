import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUtf8Check, type Utf8Findings } from '../../../../lambdas/core/encoding/utf8-check.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { anyText, cutInto, cuts } from './cut-into.ts';

function check(pieces: readonly Buffer[], start = 0): Utf8Findings {
  const found = createUtf8Check(start);
  for (const piece of pieces) {
    const own = Buffer.from(piece);
    found.push(own);
    own.fill(0);
  }
  return found.end();
}

/** What the platform's decoder replaces is invalid; everything else beyond ASCII is valid. */
function expected(bytes: Buffer): Pick<Utf8Findings, 'valid' | 'invalid'> {
  const beyond = [...new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)].filter((c) => c > '\u007f');
  const invalid = beyond.filter((c) => c === '\ufffd').length;
  return { valid: beyond.length - invalid, invalid };
}

/** Bytes of which characters are made, so that long and cut sequences are frequent. */
const telling = fc.constantFrom(
  0x0a,
  0x41,
  0x80,
  0x9f,
  0xa0,
  0xbf,
  0xc3,
  0xe0,
  0xe2,
  0xed,
  0xf0,
  0xf4,
  0xff,
  0x90,
);
/** Without U+FFFD, which the reference could not tell from what it replaces. */
const bytes = fc
  .oneof(
    fc.array(telling, { maxLength: 40 }).map((list) => Buffer.from(list)),
    anyText.map((text) => Buffer.from(text)),
    fc
      .tuple(anyText, fc.array(telling, { maxLength: 3 }), anyText)
      .map(([before, list, after]) =>
        Buffer.concat([Buffer.from(before), Buffer.from(list), Buffer.from(after)]),
      ),
  )
  .filter((found) => !found.includes('\ufffd'));

describe('the check for UTF-8', () => {
  it('counts what the platform’s decoder counts, wherever the pieces end', () => {
    fc.assert(
      fc.property(bytes, cuts, (file, at) => {
        expect(check(cutInto(file, at))).toMatchObject(expected(file));
      }),
      lawRuns(2000),
    );
  });

  it('names the first bad byte by its offset in the file', () => {
    fc.assert(
      fc.property(anyText, cuts, (before, at) => {
        const good = Buffer.from(before);
        const file = Buffer.concat([good, Buffer.from([0xfc, 0x41, 0xfd])]);
        expect(check(cutInto(file, at), 3).first).toEqual({ offset: 3 + good.length, byte: 0xfc });
      }),
      lawRuns(200),
    );
  });

  it('finds nothing in a valid file', () => {
    expect(check([Buffer.from('Zoë')])).toEqual({ valid: 1, invalid: 0 });
  });
});
