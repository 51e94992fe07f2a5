import { strToU8 } from 'fflate';

/** Names are in UTF-8. */
const UTF_8 = 0x800;
/** Of the format, without extensions. */
const VERSION = 20;

/**
 * A ZIP file whose entries are not compressed, for a reader that does not compare checksums: they are 0. The writer of
 * fflate brings its compression, 3 kB after gzip.
 */
export function storedZip(entries: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(entries)) {
    const name = strToU8(path);
    // Method, time, date, checksum, size twice, and the lengths of the name and of nothing.
    const about = [
      u16(UTF_8),
      u16(0),
      u32(0),
      u32(0),
      u32(content.length),
      u32(content.length),
      u16(name.length),
      u16(0),
    ];
    const local = joined([u32(0x04034b50), u16(VERSION), ...about, name]);
    parts.push(local, content);
    // Comment, disk, attributes, and where the entry begins.
    const place = [u16(0), u16(0), u16(0), u32(0), u32(at)];
    directory.push(joined([u32(0x02014b50), u16(VERSION), u16(VERSION), ...about, ...place, name]));
    at += local.length + content.length;
  }
  const central = joined(directory);
  const count = u16(directory.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(central.length), u32(at), u16(0)];
  return joined([...parts, central, ...end]);
}

const u16 = (value: number) => Uint8Array.of(value, value >> 8);
const u32 = (value: number) => Uint8Array.of(value, value >> 8, value >> 16, value >>> 24);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
