import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../../lambdas/core/network/public-address.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { type AddressRange, ipv4Text, ipv6Number, ipv6Spellings, isIn, rangeOf } from './addresses.ts';

// The rows of the two IANA registries that are not globally reachable (2025-10-09), and what is refused beyond them.
const IPV4_RANGES = [
  ['this network', '0.0.0.0/8'],
  ['private use', '10.0.0.0/8'],
  ['shared address space', '100.64.0.0/10'],
  ['loopback', '127.0.0.0/8'],
  ['link-local, with the metadata service', '169.254.0.0/16'],
  ['private use', '172.16.0.0/12'],
  ['IETF protocol assignments', '192.0.0.0/24'],
  ['documentation', '192.0.2.0/24'],
  ['6to4 relay anycast', '192.88.99.0/24'],
  ['private use', '192.168.0.0/16'],
  ['benchmarking', '198.18.0.0/15'],
  ['documentation', '198.51.100.0/24'],
  ['documentation', '203.0.113.0/24'],
  ['multicast', '224.0.0.0/4'],
  ['reserved', '240.0.0.0/4'],
  ['limited broadcast', '255.255.255.255/32'],
] as const;

const IPV6_RANGES = [
  ['unspecified', '::/128'],
  ['loopback', '::1/128'],
  ['IPv4-compatible', '::/96'],
  ['IPv4-translated', '::ffff:0:0:0/96'],
  ['local NAT64', '64:ff9b:1::/48'],
  ['discard only', '100::/64'],
  ['dummy prefix', '100:0:0:1::/64'],
  ['IETF protocol assignments', '2001::/23'],
  ['Teredo', '2001::/32'],
  ['benchmarking', '2001:2::/48'],
  ['ORCHID', '2001:10::/28'],
  ['ORCHIDv2', '2001:20::/28'],
  ['documentation', '2001:db8::/32'],
  ['6to4', '2002::/16'],
  ['documentation', '3fff::/20'],
  ['segment routing', '5f00::/16'],
  ['unique local, with the metadata service', 'fc00::/7'],
  ['link-local', 'fe80::/10'],
  ['site-local', 'fec0::/10'],
  ['multicast', 'ff00::/8'],
] as const;

const specialIpv4 = IPV4_RANGES.map(([, cidr]) => rangeOf(cidr));
const specialIpv6 = IPV6_RANGES.map(([, cidr]) => rangeOf(cidr));
const anyIpv4 = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n });
const publicIpv4 = anyIpv4.filter((address) => !specialIpv4.some((range) => isIn(range, address)));
const globalUnicast = rangeOf('2000::/3');
const DEFERRED = ipv6Number('0:0:0:0:0:ffff:0:0');
const NAT64 = ipv6Number('64:ff9b::');

/** Its ends and many between them. */
const within = ({ first, last }: AddressRange) =>
  fc.oneof(fc.constantFrom(first, last), fc.bigInt({ min: first, max: last }));

describe('an address that is not of the public internet', () => {
  it.each(IPV4_RANGES)('is each of IPv4 %s, %s', (_name, cidr) => {
    fc.assert(
      fc.property(within(rangeOf(cidr)), (address) => {
        expect(isPublicAddress(ipv4Text(address))).toBe(false);
      }),
      lawRuns(50),
    );
  });

  it.each(IPV6_RANGES)('is each of IPv6 %s, %s, in each spelling', (_name, cidr) => {
    fc.assert(
      fc.property(within(rangeOf(cidr)), (address) => {
        for (const text of ipv6Spellings(address)) expect(isPublicAddress(text)).toBe(false);
      }),
      lawRuns(50),
    );
  });

  it('is every IPv6 address outside of global unicast that wraps no IPv4 address', () => {
    const outside = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).filter((address) => {
      const prefix = address >> 32n;
      return !isIn(globalUnicast, address) && prefix !== DEFERRED >> 32n && prefix !== NAT64 >> 32n;
    });
    fc.assert(
      fc.property(outside, (address) => {
        for (const text of ipv6Spellings(address)) expect(isPublicAddress(text)).toBe(false);
      }),
      lawRuns(200),
    );
  });

  it.each([
    ['wrapped by 6to4', '2002:a9fe:a9fe::1'],
    ['wrapped by Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['IPv4-compatible', '::169.254.169.254'],
    ['IPv4-mapped', '::ffff:169.254.169.254'],
    ['IPv4-mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['behind NAT64', '64:ff9b::a9fe:a9fe'],
    ['at its IPv6 address in AWS', 'fd00:ec2::254'],
    ['plain', '169.254.169.254'],
  ])('is the metadata service %s', (_how, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a name', 'files.example.com'],
    ['an IPv4 address with leading zeros', '010.0.0.1'],
    ['a decimal IPv4 address', '2130706433'],
    ['a short IPv4 address', '127.1'],
    ['a public address with a zone', '2606:4700::1111%eth0'],
    ['a link-local address with a zone', 'fe80::1%eth0'],
    ['an address with a port', '1.1.1.1:80'],
    ['an address in brackets', '[2606:4700::1111]'],
  ])('is what cannot be read as one: %s', (_what, text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe('an address of the public internet', () => {
  it('is every IPv4 address in no special range', () => {
    fc.assert(
      fc.property(publicIpv4, (address) => {
        expect(isPublicAddress(ipv4Text(address))).toBe(true);
      }),
      lawRuns(500),
    );
  });

  it('is every address of IPv6 global unicast in no special range, in each spelling', () => {
    const usable = within(globalUnicast).filter(
      (address) => !specialIpv6.some((range) => isIn(range, address)),
    );
    fc.assert(
      fc.property(usable, (address) => {
        for (const text of ipv6Spellings(address)) expect(isPublicAddress(text)).toBe(true);
      }),
      lawRuns(200),
    );
  });

  it.each(IPV4_RANGES.filter(([, cidr]) => cidr !== '255.255.255.255/32'))(
    'is next to IPv4 %s, %s, unless another special range is there',
    (_name, cidr) => {
      const { first, last } = rangeOf(cidr);
      for (const neighbour of [first - 1n, last + 1n].filter((n) => n >= 0n && n < 1n << 32n)) {
        const isSpecial = specialIpv4.some((range) => isIn(range, neighbour));
        expect([ipv4Text(neighbour), isPublicAddress(ipv4Text(neighbour))]).toEqual([
          ipv4Text(neighbour),
          !isSpecial,
        ]);
      }
    },
  );
});

describe('an IPv4 address written as IPv6', () => {
  it.each([
    ['mapped', DEFERRED],
    ['behind NAT64', NAT64],
  ])('is, %s, what it is in plain', (_how, prefix) => {
    const eitherKind = fc.oneof(anyIpv4, ...specialIpv4.map(within));
    fc.assert(
      fc.property(eitherKind, (address) => {
        const plain = isPublicAddress(ipv4Text(address));
        for (const text of ipv6Spellings(prefix | address)) expect(isPublicAddress(text)).toBe(plain);
      }),
      lawRuns(500),
    );
  });
});
