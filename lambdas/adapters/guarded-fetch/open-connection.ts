import { once } from 'node:events';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { connect as startTls } from 'node:tls';
import type { Deadline } from './deadline.ts';
import { FetchRefused } from './fetch-refused.ts';
import type { Network } from './network.ts';

/**
 * A connection to the host of the URL over which nothing has been sent yet. The name is looked up once; the connection goes
 * to an address that was checked, and is checked again at its other end, so that no second answer of a DNS server counts.
 *
 * @throws FetchRefused
 */
export async function openConnection(url: URL, network: Network, deadline: Deadline): Promise<Socket> {
  const addresses = await resolvePublic(url.hostname, network, deadline);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const socket = bound(network.connect({ host: url.hostname, port, addresses }), deadline.signal);
  await deadline.within(
    once(socket, 'connect'),
    (cause) => new FetchRefused('UNREACHABLE', `${url.host} takes no connection`, { cause }),
  );
  const reached = socket.remoteAddress ?? '';
  if (!isAmong(addresses, reached) || !network.permits(reached)) throw notPublic(url.hostname);
  return url.protocol === 'https:' ? secure(socket, url, network, deadline) : socket;
}

async function resolvePublic(host: string, network: Network, deadline: Deadline): Promise<readonly string[]> {
  const unknown = (cause?: unknown) =>
    new FetchRefused('HOST_UNKNOWN', `${host} has no address; look for a mistake in the URL`, { cause });
  const addresses = await deadline.within(network.resolve(host), unknown);
  if (addresses.length === 0) throw unknown();
  // One address that is not public refuses all of them: otherwise the result would depend on chance.
  if (!addresses.every((address) => network.permits(address))) throw notPublic(host);
  return addresses;
}

/** The message contains no address: the sender must not learn how a name resolves inside of our network. */
function notPublic(host: string): FetchRefused {
  return new FetchRefused(
    'ADDRESS_NOT_PUBLIC',
    `expected a host of the public internet, found ${host}; upload the file instead`,
  );
}

/** Whatever the spelling of the addresses. */
function isAmong(addresses: readonly string[], reached: string): boolean {
  const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
  const checked = new BlockList();
  for (const address of addresses) checked.addAddress(address, family(address));
  return checked.check(reached, family(reached));
}

async function secure(socket: Socket, url: URL, network: Network, deadline: Deadline): Promise<Socket> {
  const secured = startTls({
    socket,
    servername: url.hostname,
    ALPNProtocols: ['http/1.1'],
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
    ...(network.trustedCertificates === undefined ? {} : { ca: network.trustedCertificates }),
  });
  await deadline.within(
    once(bound(secured, deadline.signal), 'secureConnect'),
    (cause) =>
      new FetchRefused('NOT_TRUSTED', `${url.host} shows no certificate that proves its name`, { cause }),
  );
  return secured;
}

function bound<S extends Socket>(socket: S, signal: AbortSignal): S {
  // The caller gets the error by the promise; a late error without a listener would end the process.
  socket.on('error', () => {});
  return addAbortSignal(signal, socket);
}
