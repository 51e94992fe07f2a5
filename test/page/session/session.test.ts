import { describe, expect, it } from 'vitest';
import { createSessionStore } from '../../../page/session/session.ts';

function open(hash: string, stored?: string) {
  const items = new Map(stored === undefined ? [] : [['rollcall-session', stored]]);
  const replaced: string[] = [];
  const session = createSessionStore({
    location: { hash, pathname: '/', search: '?lang=de' },
    history: { replaceState: (_data, _unused, url) => void replaced.push(String(url)) },
    sessionStorage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    },
  });
  return { session, replaced, items };
}

describe('the session of the page', () => {
  it('is read from the fragment, which no longer contains it then', () => {
    const { session, replaced, items } = open('#session=rcs_abc-1');
    expect(session.state()).toBe('ready');
    expect(session.token()).toBe('rcs_abc-1');
    expect(replaced).toEqual(['/?lang=de#']);
    expect([...items.values()]).toEqual(['rcs_abc-1']);
  });

  it('opens the screen that the fragment names', () => {
    expect(open('#session=rcs_a&to=/imports/imp_1').replaced).toEqual(['/?lang=de#/imports/imp_1']);
    expect(open('#session=rcs_a&to=%2Fimports%3Fstatus%3DRUNNING').replaced).toEqual([
      '/?lang=de#/imports?status=RUNNING',
    ]);
  });

  it.each([
    ['another screen', '#/imports'],
    ['an API key, which does not belong into a browser', '#session=rk_acme_1'],
    ['no token', '#session='],
  ])('is absent with %s in the fragment', (_, hash) => {
    const { session, replaced } = open(hash);
    expect(session.state()).toBe('absent');
    expect(replaced).toEqual([]);
  });

  it('is kept in a reload, and replaced by another one in the fragment', () => {
    expect(open('#/imports', 'rcs_old').session.token()).toBe('rcs_old');
    expect(open('#session=rcs_new', 'rcs_old').session.token()).toBe('rcs_new');
  });

  it('is renewed once for requests that are refused at the same time', async () => {
    const { session, items } = open('#session=rcs_1');
    let renewals = 0;
    session.renewBy(async () => {
      renewals += 1;
      return 'rcs_2';
    });
    expect(await Promise.all([session.refused('rcs_1'), session.refused('rcs_1')])).toEqual([true, true]);
    // This one was sent before the renewal, and is refused after it.
    expect(await session.refused('rcs_1')).toBe(true);
    expect(renewals).toBe(1);
    expect(session.token()).toBe('rcs_2');
    expect([...items.values()]).toEqual(['rcs_2']);
  });

  it.each([
    ['nothing renews it', undefined],
    ['there is no other', async () => undefined],
    ['the renewal fails', () => Promise.reject(new Error('the host does not answer'))],
  ])('has expired when it is refused and %s', async (_, renew) => {
    const { session, items } = open('#session=rcs_1');
    if (renew) session.renewBy(renew);
    let changes = 0;
    session.subscribe(() => {
      changes += 1;
    });
    expect(await session.refused('rcs_1')).toBe(false);
    expect(session.state()).toBe('expired');
    expect(changes).toBe(1);
    expect(items.size).toBe(0);
  });

  it('that a person has ended is gone, also after a reload, and nothing renews it', async () => {
    const { session, items } = open('#session=rcs_1');
    let renewals = 0;
    session.renewBy(async () => `rcs_${++renewals}`);
    expect(session.end()).toBe('rcs_1');
    expect(session.token()).toBe('');
    expect([...items.values()].join()).not.toContain('rcs_1');
    // Requests that were under way are refused then.
    expect(await session.refused('rcs_1')).toBe(false);
    expect(await session.refused('')).toBe(false);
    expect(session.state()).toBe('ended');
    expect(renewals).toBe(0);
    const reloaded = open('#/imports', items.get('rollcall-session')).session;
    expect([reloaded.state(), reloaded.token()]).toEqual(['ended', '']);
    expect(open('#session=rcs_2', items.get('rollcall-session')).session.state()).toBe('ready');
  });
});
