import { lookup } from 'node:dns/promises';
import { connect, isIPv6, type LookupFunction, type Socket } from 'node:net';
import { isPublicAddress } from '../../core/network/public-address.ts';

/** The network operations of a fetch. Production uses {@link INTERNET}; tests use their own. */
export interface Network {
  /** All addresses of a host name. Asked once a fetch. */
  resolve(host: string): Promise<readonly string[]>;
  /** A TCP connection, begun, to one of the addresses and to nothing else. */
  connect(target: Target): Socket;
  /** Whether a connection to the address is allowed. */
  permits(address: string): boolean;
  /** Calls back after so many milliseconds, unless it is cancelled. */
  startTimer(ms: number, callBack: () => void): () => void;
  /** Certificates (PEM) that are trusted in place of the well-known ones. */
  readonly trustedCertificates?: string;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
}

export const INTERNET: Network = {
  // A Lambda outside of a VPC has no way out by IPv6.
  resolve: async (host) =>
    (await lookup(host, { all: true, order: 'ipv4first' })).map(({ address }) => address),
  connect: ({ host, port, addresses }) =>
    connect({
      host,
      port,
      lookup: pinnedTo(addresses),
      // One address after another, so that an unreachable one does not matter; the lookup is asked for all of them.
      autoSelectFamily: true,
    }),
  permits: isPublicAddress,
  startTimer: (ms, callBack) => {
    const timer = setTimeout(callBack, ms);
    return () => clearTimeout(timer);
  },
};

/** A lookup without a DNS request: it returns the addresses that were checked. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, _options, callBack) => callBack(null, found);
}
