import { describe, expect, it } from 'vitest';
import { createPageClient } from '../../../page/api/page-client.ts';
import { createSessionStore } from '../../../page/session/session.ts';

/** An API that knows one token. */
function scene(valid: string) {
  const requests: { readonly token: string | null; readonly body: string }[] = [];
  const items = new Map([['rollcall-session', 'rcs_old']]);
  const session = createSessionStore({
    location: { hash: '', pathname: '/', search: '' },
    history: { replaceState: () => undefined },
    sessionStorage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    },
  });
  const client = createPageClient({
    api: 'https://imports.example.com',
    session,
    async fetch(request) {
      const token = request.headers.get('authorization');
      requests.push({ token, body: await request.text() });
      if (token === `Bearer ${valid}`) return Response.json({ id: 'imp_1' });
      const problem = {
        type: 'urn:rollcall:problem:unauthenticated',
        title: 'No',
        status: 401,
        detail: 'No.',
      };
      return Response.json(problem, { status: 401 });
    },
  });
  return { client, session, requests };
}

const NEW = { importType: 'participants', fileName: 'users.csv', bytes: 1 };

describe('the client of the page', () => {
  it('repeats a request with the renewed session, with the same body', async () => {
    const { client, session, requests } = scene('rcs_new');
    session.renewBy(async () => 'rcs_new');
    expect(await client.createImport(NEW)).toEqual({ id: 'imp_1' });
    expect(requests.map(({ token }) => token)).toEqual(['Bearer rcs_old', 'Bearer rcs_new']);
    expect(requests[1]?.body).toBe(requests[0]?.body);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual(NEW);
  });

  it('repeats a request once only, when the renewed session is refused as well', async () => {
    const { client, session, requests } = scene('another');
    session.renewBy(async () => 'rcs_new');
    await expect(client.createImport(NEW)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(requests).toHaveLength(2);
  });

  it('lets the session expire when it cannot be renewed', async () => {
    const { client, session, requests } = scene('rcs_new');
    await expect(client.createImport(NEW)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(session.state()).toBe('expired');
    expect(requests).toHaveLength(1);
  });
});
