import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { joinAsGuest, receiveGuests } from '../../local/guests.ts';

async function receive() {
  const guests = await receiveGuests();
  onTestFinished(guests.close);
  return guests;
}

describe('the guests of a cloud', () => {
  it('are counted until the last one has left', async () => {
    const guests = await receive();
    const [first, second] = await Promise.all([joinAsGuest(guests.endpoint), joinAsGuest(guests.endpoint)]);
    expect(guests.count()).toBe(2);
    let left = 0;
    const gone = guests.gone().then(() => expect(left).toBe(2));
    left += 1;
    first?.leave();
    await first?.ended;
    left += 1;
    second?.leave();
    await gone;
    expect(guests.count()).toBe(0);
  });

  it('keep the cloud open: it shuts only without guests, and accepts none afterwards', async () => {
    const guests = await receive();
    const guest = await joinAsGuest(guests.endpoint);
    expect(guests.shut()).toBe(false);
    guest?.leave();
    await guests.gone();
    expect(guests.shut()).toBe(true);
    expect(await joinAsGuest(guests.endpoint)).toBeUndefined();
  });

  it('do not wait forever for a cloud that does not answer, such as a halted process', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    expect(await joinAsGuest(`http://127.0.0.1:${port}`, 50)).toBeUndefined();
  });

  it('are notified when the cloud ends', async () => {
    const guests = await receive();
    const guest = await joinAsGuest(guests.endpoint);
    await guests.close();
    await expect(guest?.ended).resolves.toBeUndefined();
    expect(await joinAsGuest(guests.endpoint)).toBeUndefined();
  });
});
