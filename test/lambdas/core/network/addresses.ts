/**
 * Addresses as numbers, to make some of a range and to write one in several ways. Written without the code that it tries.
 */
const GROUPS = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];

export function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}

export function ipv4Number(text: string): bigint {
  return text.split('.').reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
}

/** In full, upper case, with leading zeros: `2001:0DB8:0000:…`. */
function inFull(address: bigint): string {
  const group = (shift: bigint) => ((address >> shift) & 0xffffn).toString(16).padStart(4, '0');
  return GROUPS.map(group).join(':').toUpperCase();
}

/** In full, shortest, and with the last 32 bits as IPv4. */
export function ipv6Spellings(address: bigint): readonly string[] {
  const full = inFull(address);
  const shortest = new URL(`http://[${full}]`).hostname.slice(1, -1);
  const dotted = `${full.split(':').slice(0, 6).join(':')}:${ipv4Text(address & 0xffff_ffffn)}`;
  return [full, shortest, dotted];
}

/** Of a text without IPv4 in it; `::` at most once. */
export function ipv6Number(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail ?? '')];
  return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** `10.0.0.0/8`, `fe80::/10`. */
export function rangeOf(cidr: string): AddressRange {
  const [network = '', bits] = cidr.split('/');
  const isIpv6 = network.includes(':');
  const first = isIpv6 ? ipv6Number(network) : ipv4Number(network);
  return { first, last: first + (1n << ((isIpv6 ? 128n : 32n) - BigInt(bits ?? 0))) - 1n };
}

export function isIn({ first, last }: AddressRange, address: bigint): boolean {
  return first <= address && address <= last;
}
