/**
 * Addresses that are not of the public internet: the IANA Special-Purpose Address Registries as updated on 2025-10-09,
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry, and the multicast ranges.
 * Where a registry lists globally reachable exceptions within a range (anycast of PCP, TURN, AMT, AS112; ORCHIDv2),
 * the range is refused as a whole: none of them is a web server.
 */
type Range = readonly [network: string, prefixBits: number];

export const SPECIAL_IPV4: readonly Range[] = [
  ['0.0.0.0', 8], // this network, RFC 791
  ['10.0.0.0', 8], // private use, RFC 1918
  ['100.64.0.0', 10], // shared address space of carriers, RFC 6598
  ['127.0.0.0', 8], // loopback, RFC 1122: in a Lambda, its runtime API
  ['169.254.0.0', 16], // link-local, RFC 3927: the metadata services of clouds
  ['172.16.0.0', 12], // private use, RFC 1918
  ['192.0.0.0', 24], // IETF protocol assignments, RFC 6890
  ['192.0.2.0', 24], // documentation, RFC 5737
  ['192.88.99.0', 24], // 6to4 relays, deprecated, RFC 7526
  ['192.168.0.0', 16], // private use, RFC 1918
  ['198.18.0.0', 15], // benchmarking, RFC 2544
  ['198.51.100.0', 24], // documentation, RFC 5737
  ['203.0.113.0', 24], // documentation, RFC 5737
  ['224.0.0.0', 4], // multicast, RFC 5771
  ['240.0.0.0', 4], // reserved, RFC 1112, and the limited broadcast
];

/**
 * The only IPv6 addresses that are assigned to hosts of the internet (IANA IPv6 Address Space registry, RFC 4291). All
 * others are refused without a list: unspecified, loopback, unique local, link-local, site-local, multicast, discard-only,
 * IPv4-compatible, the local NAT64 prefix, segment routing, and whatever comes to be assigned.
 */
export const GLOBAL_UNICAST_IPV6: Range = ['2000::', 3];

/** Within global unicast. */
export const SPECIAL_IPV6: readonly Range[] = [
  ['2001::', 23], // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID and others
  ['2001:db8::', 32], // documentation, RFC 3849
  ['2002::', 16], // 6to4, RFC 3056: wraps any IPv4 address, and no server is reached by it any more (RFC 7526)
  ['3fff::', 20], // documentation, RFC 9637
];

/** IPv6 spellings of an IPv4 address, in their last 32 bits. They are judged by that IPv4 address. */
export const IPV4_IN_IPV6: readonly Range[] = [
  ['::ffff:', 96], // IPv4-mapped, RFC 4291
  ['64:ff9b::', 96], // NAT64, RFC 6052: what a resolver with DNS64 says of a host that has IPv4 only
];
