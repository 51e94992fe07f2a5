import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrowserBuffer } from '../../../page/check/worker/browser-buffer.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  // Text, also cut within a character and with halves of surrogate pairs.
  fc.tuple(fc.string({ unit: 'binary' }), fc.nat(3)).map(([text, cut]) => Buffer.from(text).subarray(cut)),
  fc.uint8Array({ max: 3, maxLength: 30 }),
);
const place = fc.option(fc.integer({ min: -40, max: 150 }), { nil: undefined });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '\ud800', '\udc00', '\ufeff') }),
);

/** What both do with the same bytes, as something that can be compared. */
function same(given: Uint8Array, act: (buffer: Buffer, all: typeof Buffer) => unknown) {
  const plain = (value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value);
  const browser = BrowserBuffer as unknown as typeof Buffer;
  expect(plain(act(browser.from(given), browser))).toEqual(plain(act(Buffer.from(given), Buffer)));
}

describe('the Buffer of the check worker', () => {
  it.each(['utf8', 'utf-8', 'latin1', 'utf16le', 'hex', 'base64url', undefined] as const)(
    'decodes %s as the Buffer of Node does',
    (encoding) => {
      fc.assert(
        fc.property(bytes, place, place, (given, start, end) => {
          const [from, to] = [Math.max(0, start ?? 0), Math.max(0, end ?? given.length)];
          same(given, (buffer) => buffer.toString(encoding, from, to));
          same(given, (buffer) => buffer.toString(encoding));
        }),
      );
    },
  );

  it('decodes long texts, also latin1 of more characters than a call may have arguments', () => {
    const long = Buffer.from('aé€😀'.repeat(100_000));
    same(long, (buffer) => buffer.toString('utf8'));
    same(long, (buffer) => buffer.toString('latin1'));
  });

  it('encodes texts as the Buffer of Node does', () => {
    fc.assert(
      fc.property(text, (given) => {
        same(new Uint8Array(), (_, all) => all.from(given));
        same(new Uint8Array(), (_, all) => all.from(given, 'utf8'));
        same(new Uint8Array(), (_, all) => all.from(given, 'latin1'));
        same(new Uint8Array(), (_, all) => all.from(Buffer.from(given).toString('base64url'), 'base64url'));
        same(new Uint8Array(), (_, all) => all.byteLength(given));
      }),
    );
  });

  it('finds bytes, texts and sequences as the Buffer of Node does', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.uint8Array({ max: 3, maxLength: 3 }),
        fc.nat(255),
        place,
        (given, sequence, byte, from) => {
          same(given, (buffer) => buffer.indexOf(byte, from));
          same(given, (buffer) => buffer.indexOf(sequence, from));
          same(given, (buffer) => buffer.indexOf(Buffer.from(sequence).toString('latin1'), from));
          same(given, (buffer) => buffer.includes(Buffer.from(sequence), from));
        },
      ),
    );
  });

  it('compares and joins as the Buffer of Node does', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(10), fc.nat(10), (one, other, start, end) => {
        same(one, (buffer, all) => buffer.equals(all.from(other)));
        same(one, (buffer, all) => all.compare(buffer, all.from(other)));
        same(one, (buffer, all) =>
          buffer.compare(all.from(other), Math.min(start, other.length), Math.min(end, other.length)),
        );
        same(one, (buffer, all) => all.concat([buffer, all.from(other), all.alloc(2)]));
      }),
    );
  });

  it('copies as the Buffer of Node does, as far as there is room', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.nat(20),
        fc.nat(20),
        fc.nat(20),
        fc.nat(20),
        (given, room, targetStart, start, end) => {
          for (const read of [(copied: number, _: Buffer) => copied, (_: number, target: Buffer) => target])
            same(given, (buffer, all) => {
              const target = all.alloc(room);
              return read(buffer.copy(target, targetStart, Math.min(start, given.length), end), target);
            });
        },
      ),
    );
  });

  it('gives views of itself as parts, which are Buffers', () => {
    fc.assert(
      fc.property(bytes, place, place, (given, start, end) => {
        same(given, (buffer) => buffer.subarray(start, end));
        same(given, (buffer, all) => all.isBuffer(buffer.subarray(start, end)));
        same(given, (buffer) => {
          // biome-ignore lint/suspicious/noExplicitAny: slice is deprecated, and csv-parse uses it
          (buffer as any).slice(start, end).fill(7);
          return buffer;
        });
        same(given, (buffer) => buffer.subarray(1).subarray(start, end));
      }),
    );
  });

  it('swaps the bytes of UTF-16', () => {
    same(Uint8Array.of(1, 2, 3, 4), (buffer) => buffer.swap16());
  });

  it('is a view of an ArrayBuffer, and a copy of an array', () => {
    const whole = Uint8Array.of(1, 2, 3, 4).buffer;
    same(new Uint8Array(), (_, all) => all.from(whole, 1, 2));
    same(new Uint8Array(), (_, all) => all.of(1, 2, 300));
    const view = BrowserBuffer.from(whole, 1, 2);
    const copy = BrowserBuffer.from(view);
    new Uint8Array(whole)[1] = 9;
    expect([...view, ...copy]).toEqual([9, 3, 2, 3]);
  });

  it('refuses an encoding that it does not know, instead of taking it for another one', () => {
    expect(() => BrowserBuffer.from('a', 'ucs2')).toThrow('ucs2');
    expect(() => BrowserBuffer.of(1).toString('base64')).toThrow('base64');
  });
});
