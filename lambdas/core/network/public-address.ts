import { BlockList, isIP } from 'node:net';
import { GLOBAL_UNICAST_IPV6, IPV4_IN_IPV6, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-addresses.ts';

/**
 * Whether an IP address, in any valid spelling, belongs to the public internet. False for text that is not an IP
 * address, and for addresses with a zone (`fe80::1%eth0`), which name an interface of this machine.
 */
export function isPublicAddress(address: string): boolean {
  // BlockList reports text that it cannot parse as "not in the list", so the address is parsed first.
  if (address.includes('%')) return false;
  switch (isIP(address)) {
    case 4:
      return !refusedIpv4.check(address, 'ipv4');
    case 6:
      return allowedIpv6.check(address, 'ipv6') && !refusedIpv6.check(address, 'ipv6');
    default:
      return false;
  }
}

const refusedIpv4 = new BlockList();
const allowedIpv6 = new BlockList();
const refusedIpv6 = new BlockList();

for (const [network, bits] of SPECIAL_IPV4) refusedIpv4.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of SPECIAL_IPV6) refusedIpv6.addSubnet(network, bits, 'ipv6');
allowedIpv6.addSubnet(...GLOBAL_UNICAST_IPV6, 'ipv6');
for (const [prefix, prefixBits] of IPV4_IN_IPV6) {
  allowedIpv6.addSubnet(`${prefix}0.0.0.0`, prefixBits, 'ipv6');
  for (const [network, bits] of SPECIAL_IPV4) {
    refusedIpv6.addSubnet(`${prefix}${network}`, prefixBits + bits, 'ipv6');
  }
}
