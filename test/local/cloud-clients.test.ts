import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acceptClients, joinAsClient } from '../../local/cloud-clients.ts';

async function receive() {
  const clients = await acceptClients();
  onTestFinished(clients.close);
  return clients;
}

describe('the clients of a cloud', () => {
  it('are counted until the last one has left', async () => {
    const clients = await receive();
    const [first, second] = await Promise.all([
      joinAsClient(clients.endpoint),
      joinAsClient(clients.endpoint),
    ]);
    expect(clients.count()).toBe(2);
    let left = 0;
    const gone = clients.allGone().then(() => expect(left).toBe(2));
    left += 1;
    first?.leave();
    await first?.ended;
    left += 1;
    second?.leave();
    await gone;
    expect(clients.count()).toBe(0);
  });

  it('keep the cloud open: it refuses new clients only when none is connected', async () => {
    const clients = await receive();
    const client = await joinAsClient(clients.endpoint);
    expect(clients.stopAcceptingIfUnused()).toBe(false);
    client?.leave();
    await clients.allGone();
    expect(clients.stopAcceptingIfUnused()).toBe(true);
    expect(await joinAsClient(clients.endpoint)).toBeUndefined();
  });

  it('do not wait forever for a cloud that does not answer, such as a stopped process', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    expect(await joinAsClient(`http://127.0.0.1:${port}`, 50)).toBeUndefined();
  });

  it('are notified when the cloud ends', async () => {
    const clients = await receive();
    const client = await joinAsClient(clients.endpoint);
    await clients.close();
    await expect(client?.ended).resolves.toBeUndefined();
    expect(await joinAsClient(clients.endpoint)).toBeUndefined();
  });
});
