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
  it('are counted until the last has left', async () => {
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

  it('keep the door open: only where nobody is in it is shut, and then nobody comes in', async () => {
    const guests = await receive();
    const guest = await joinAsGuest(guests.endpoint);
    expect(guests.shut()).toBe(false);
    guest?.leave();
    await guests.gone();
    expect(guests.shut()).toBe(true);
    expect(await joinAsGuest(guests.endpoint)).toBeUndefined();
  });

  it('do not wait for ever for one that says nothing, such as a process that was halted', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    expect(await joinAsGuest(`http://127.0.0.1:${port}`, 50)).toBeUndefined();
  });

  it('hear that the cloud ends', async () => {
    const guests = await receive();
    const guest = await joinAsGuest(guests.endpoint);
    await guests.close();
    await expect(guest?.ended).resolves.toBeUndefined();
    expect(await joinAsGuest(guests.endpoint)).toBeUndefined();
  });
});
